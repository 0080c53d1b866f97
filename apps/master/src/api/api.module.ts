import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { DegradedModule } from '../degraded/degraded.module.js';
import { HealthModule } from '../health/health.module.js';
import { HistoryModule } from '../history/history.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { AgentsController } from './agents.controller.js';
import { Attempts } from './attempts.js';
import { BrakeController } from './brake.controller.js';
import { Callers } from './caller.js';
import { ConfigController } from './config.controller.js';
import { DomainsController } from './domains.controller.js';
import { EventsController } from './events.controller.js';
import { HealthController } from './health.controller.js';
import { ApiListener } from './listener.js';
import { InfoController } from './info.controller.js';
import { Notes } from './notes.js';
import { OperatorController } from './operator.controller.js';
import { OverviewController } from './overview.controller.js';
import { Overview } from './overview.js';
import { OverridesController } from './overrides.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { ReportController } from './report.controller.js';
import { Rota } from './rota.js';
import { RowFeed } from './row-feed.js';
import { Rows } from './rows.js';
import { SimulateController } from './simulate.controller.js';
import { SingleValuePipe } from './single-value.pipe.js';
import { StatusController } from './status.controller.js';
import { StoryController } from './story.controller.js';
import { TasksController } from './tasks.controller.js';
import { WebhooksController } from './webhooks.controller.js';

@Module({
  imports: [DegradedModule, HealthModule, HistoryModule, WebhooksModule, TerminusModule.forRoot({ logger: false })],
  controllers: [
    AgentsController,
    BrakeController,
    ConfigController,
    DomainsController,
    EventsController,
    HealthController,
    InfoController,
    OperatorController,
    OverridesController,
    OverviewController,
    ReportController,
    SimulateController,
    StatusController,
    StoryController,
    TasksController,
    WebhooksController,
  ],
  providers: [
    Notes,
    ApiListener,
    Attempts,
    Callers,
    Rota,
    Rows,
    RowFeed,
    Overview,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: SingleValuePipe },
  ],
})
export class ApiModule {}
