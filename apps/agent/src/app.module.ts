import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Registry } from 'prom-client';
import { AgentConfig } from './config/agent-config.js';
import { ReloadState } from './config/reload-state.js';
import { HealthServer } from './health/health-server.js';
import { ProbeMetrics } from './metrics/probe-metrics.js';
import { StateMetrics } from './metrics/state-metrics.js';
import { Reporter } from './reporting/reporter.js';
import { Servers } from './servers/servers.js';
import { Anchors } from './tasks/anchors.js';
import { LastTasks } from './tasks/last-tasks.js';
import { Poller } from './tasks/poller.js';
import { Scheduler } from './tasks/scheduler.js';
import { Stalls } from './tasks/stalls.js';

/** poll → tasks → probe → report, around one checked config. */
@Module({})
export class AppModule {
  static with(config: AgentConfig, reload = new ReloadState(), last = new LastTasks()): DynamicModule {
    const registry = { provide: Registry, useFactory: () => new Registry() };
    return {
      module: AppModule,
      imports: [ScheduleModule.forRoot()],
      providers: [
        { provide: AgentConfig, useValue: config },
        { provide: ReloadState, useValue: reload },
        { provide: LastTasks, useValue: last },
        registry,
        Servers,
        Reporter,
        Anchors,
        Stalls,
        ProbeMetrics,
        Scheduler,
        Poller,
        StateMetrics,
        HealthServer,
      ],
    };
  }
}
