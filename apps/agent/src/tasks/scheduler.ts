import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { AgentConfig } from '../config/agent-config.js';
import { ProbeMetrics } from '../metrics/probe-metrics.js';
import { Networks } from '../probers/networks.js';
import { type Allowed, type Observation, reasonText } from '../probers/observation.js';
import { probe } from '../probers/probe.js';
import { Reporter } from '../reporting/reporter.js';
import { type Server } from '../servers/server.js';
import { Anchors } from './anchors.js';
import { commandsOf } from './commands.js';
import { Limiter } from './limiter.js';
import { ProbeLoop } from './probe-loop.js';
import { Stalls } from './stalls.js';
import { describeTask, probeName, type Task } from './task.js';

/** A task of one master on a loop; `reported` once a result has gone out. */
interface Subscriber {
  server: Server;
  task: Task;
  reported: boolean;
}

interface Running {
  loop: ProbeLoop;
  subscribers: Set<Subscriber>;
}

export interface Changes {
  added: number;
  removed: number;
  changed: number;
}

/** Keeps one loop per distinct check, however many masters and domains ask for it, and hands each their results. */
@Injectable()
export class Scheduler implements OnModuleDestroy {
  readonly #log = new Logger('probe');
  readonly #running = new Map<string, Running>();
  readonly #tasks = new Map<Server, Map<string, Subscriber>>();
  readonly #limiter: Limiter;
  readonly #networks: Networks;
  readonly #commands: Allowed['commands'];

  constructor(
    config: AgentConfig,
    private readonly timers: SchedulerRegistry,
    private readonly reporter: Reporter,
    private readonly anchors: Anchors,
    private readonly stalls: Stalls,
    private readonly metrics: ProbeMetrics,
  ) {
    this.#limiter = new Limiter(config.max_concurrent);
    this.#networks = new Networks(config.allow_networks, config.deny_networks);
    this.#commands = commandsOf(config);
  }

  /** Makes `tasks` the whole set of this master. Tasks that stay are not disturbed; those that went stop at once. */
  apply(server: Server, tasks: Task[]): Changes {
    const before = this.#tasks.get(server) ?? new Map<string, Subscriber>();
    const after = new Map<string, Subscriber>();
    const changes = { added: 0, removed: 0, changed: 0 };
    for (const task of tasks) {
      const old = before.get(task.key);
      before.delete(task.key);
      if (old && isSame(old.task, task)) {
        old.task = task;
        after.set(task.key, old);
        continue;
      }
      if (old) this.#leave(old);
      after.set(task.key, this.#join({ server, task, reported: false }));
      changes[old ? 'changed' : 'added']++;
    }
    for (const gone of before.values()) this.#leave(gone);
    changes.removed = before.size;
    this.reporter.forget(server, [...before.keys()]);
    this.#tasks.set(server, after);
    return changes;
  }

  /** null: the master has not said yet. */
  tasksOf(server: Server): number | null {
    return this.#tasks.get(server)?.size ?? null;
  }

  get checks(): number {
    return this.#running.size;
  }

  get load(): Limiter['load'] {
    return this.#limiter.load;
  }

  onModuleDestroy(): void {
    for (const { loop } of this.#running.values()) loop.stop();
    this.#running.clear();
  }

  #join(subscriber: Subscriber): Subscriber {
    const name = probeName(subscriber.task);
    const running = this.#running.get(name);
    if (running) {
      running.subscribers.add(subscriber);
      running.loop.soon();
    } else {
      const subscribers = new Set([subscriber]);
      this.#running.set(name, { subscribers, loop: this.#startLoop(name, subscriber.task, subscribers) });
    }
    return subscriber;
  }

  #leave(subscriber: Subscriber): void {
    const name = probeName(subscriber.task);
    const running = this.#running.get(name);
    running?.subscribers.delete(subscriber);
    if (running?.subscribers.size !== 0) return;
    running.loop.stop();
    this.#running.delete(name);
  }

  #startLoop(name: string, { spec, intervalMs, fast }: Task, subscribers: Set<Subscriber>): ProbeLoop {
    return new ProbeLoop({
      name,
      intervalMs,
      timeoutMs: spec.check.timeoutMs,
      fast,
      anchor: () => anchorOf(subscribers),
      lagged: (ms) => this.metrics.lagged(ms),
      timers: this.timers,
      run: (started) =>
        this.#limiter.run(async () => {
          const signal = started();
          if (signal === null) return null;
          const { lostMs } = this.stalls;
          const observation = await probe(spec, this.#networks, signal, this.#commands);
          return this.anchors.judge(this.stalls.judge(observation, lostMs, spec.check.timeoutMs));
        }),
      observed: (observation, previous) => this.#observed(subscribers, observation, previous),
    });
  }

  #observed(subscribers: Set<Subscriber>, observation: Observation, previous: Observation | null): void {
    this.metrics.observed(observation);
    const changed = previous?.result !== observation.result;
    const said = new Set<string>();
    for (const subscriber of subscribers) {
      this.reporter.record(subscriber.server, subscriber.task, observation, changed || !subscriber.reported);
      subscriber.reported = true;
      if (changed) said.add(describeTask(subscriber.task));
    }
    for (const task of said) this.#say(task, observation, previous);
  }

  /** One line for a change; a first result is worth one only when it is not ok. */
  #say(task: string, observation: Observation, previous: Observation | null): void {
    const reason = reasonText(observation);
    const line = `${task}: ${previous ? `${previous.result} → ` : ''}${observation.result}${reason ? ` (${reason})` : ''}`;
    if (observation.result === 'error') this.#log.warn(line);
    else if (previous || observation.result === 'fail') this.#log.log(line);
    else this.#log.debug(line);
  }
}

/** A phase that moved is no other task: the running check draws near to it. */
const isSame = (one: Task, other: Task) =>
  JSON.stringify({ ...one, phaseMs: null }) === JSON.stringify({ ...other, phaseMs: null });

/** Of several masters that ask for one check the first that gives it a phase says when. */
function anchorOf(subscribers: Iterable<Subscriber>): number | null {
  for (const { server, task } of subscribers) {
    const anchor = task.phaseMs === null ? null : server.clock.localOf(task.phaseMs);
    if (anchor !== null) return anchor;
  }
  return null;
}
