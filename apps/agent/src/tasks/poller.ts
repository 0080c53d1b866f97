import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { AgentConfig } from '../config/agent-config.js';
import { Reporter } from '../reporting/reporter.js';
import { Servers } from '../servers/servers.js';
import { LastTasks } from './last-tasks.js';
import { PollLoop } from './poll-loop.js';
import { Scheduler } from './scheduler.js';
import { type Task } from './task.js';

/** Asks every master for its tasks, each on its own interval, and at once when a reply to a report names another version. */
@Injectable()
export class Poller implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #loops: PollLoop[];

  constructor(
    config: AgentConfig,
    private readonly servers: Servers,
    timers: SchedulerRegistry,
    private readonly scheduler: Scheduler,
    reporter: Reporter,
    private readonly last: LastTasks,
  ) {
    this.#loops = servers.all.map((server) => {
      const apply = (tasks: Task[]) => {
        last.keep(server.config, tasks);
        return scheduler.apply(server, tasks);
      };
      return new PollLoop(server, 1000 * config.tasks_interval_sec, timers, apply);
    });
    reporter.tasksVersions.subscribe(({ server, version }) => {
      this.#loops.find((loop) => loop.server === server)?.seen(version);
    });
  }

  onApplicationBootstrap(): void {
    for (const server of this.servers.all) {
      const tasks = this.last.of(server.config);
      if (tasks) this.scheduler.apply(server, tasks);
    }
    for (const loop of this.#loops) loop.start();
  }

  onModuleDestroy(): void {
    for (const loop of this.#loops) loop.stop();
  }
}
