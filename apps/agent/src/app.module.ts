import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AgentConfig } from './config/agent-config.js';
import { Reporter } from './reporting/reporter.js';
import { Servers } from './servers/servers.js';
import { Anchors } from './tasks/anchors.js';
import { Poller } from './tasks/poller.js';
import { Scheduler } from './tasks/scheduler.js';

/** poll → tasks → probe → report, around one checked config. */
@Module({})
export class AppModule {
  static with(config: AgentConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [ScheduleModule.forRoot()],
      providers: [{ provide: AgentConfig, useValue: config }, Servers, Reporter, Anchors, Scheduler, Poller],
    };
  }
}
