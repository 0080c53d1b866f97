import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { AgentConfig } from '../config/agent-config.js';
import { Reporter } from '../reporting/reporter.js';
import { Servers } from '../servers/servers.js';
import { PollLoop } from './poll-loop.js';
import { Scheduler } from './scheduler.js';

/** Asks every master for its tasks, each on its own interval, and at once when a reply to a report names another version. */
@Injectable()
export class Poller implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #loops: PollLoop[];

  constructor(config: AgentConfig, servers: Servers, timers: SchedulerRegistry, scheduler: Scheduler, reporter: Reporter) {
    this.#loops = servers.all.map((server) => new PollLoop(server, 1000 * config.tasks_interval_sec, timers, scheduler));
    reporter.tasksVersions.subscribe(({ server, version }) => {
      this.#loops.find((loop) => loop.server === server)?.seen(version);
    });
  }

  onApplicationBootstrap(): void {
    for (const loop of this.#loops) loop.start();
  }

  onModuleDestroy(): void {
    for (const loop of this.#loops) loop.stop();
  }
}
