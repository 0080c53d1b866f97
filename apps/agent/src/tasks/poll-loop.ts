import { type SchedulerRegistry } from '@nestjs/schedule';
import { backoffMs } from '../servers/backoff.js';
import { type Reply } from '../servers/connection.js';
import { type Server } from '../servers/server.js';
import { type Changes } from './scheduler.js';
import { readTasks, type Task } from './task.js';

/** Share of the interval by which polls are spread, so that agents started together do not ask together. */
const JITTER = 0.2;

/**
 * Asks one master for its tasks for ever. Whatever goes wrong, the last set stays in force.
 * A version in the reply to a report that differs from the one held brings the next poll forward.
 */
export class PollLoop {
  #etag: string | null = null;
  #lastSeen: string | null = null;
  #announced = false;
  #failures = 0;
  #polling = false;
  #again = false;
  #stopped = false;

  constructor(
    readonly server: Server,
    private readonly intervalMs: number,
    private readonly timers: SchedulerRegistry,
    private readonly apply: (tasks: Task[]) => Changes,
  ) {}

  start(): void {
    this.server.availability.back.subscribe((channel) => {
      if (channel !== 'tasks') this.#pollSoon();
    });
    this.#arm(0);
  }

  /** A version that was followed once and not found (a proxy took the ETag away) is not followed again. */
  seen(version: string): void {
    if (bare(version) === bare(this.#etag) || version === this.#lastSeen) return;
    this.#lastSeen = version;
    this.#pollSoon();
  }

  stop(): void {
    this.#stopped = true;
    this.#disarm();
  }

  #pollSoon(): void {
    if (this.#polling) this.#again = true;
    else this.#arm(0);
  }

  async #poll(): Promise<void> {
    this.#disarm();
    this.#polling = true;
    this.#again = false;
    const waitMs = await this.#ask();
    this.#polling = false;
    this.#arm(this.#again ? 0 : waitMs);
  }

  /** One request. Returns how long to wait for the next. */
  async #ask(): Promise<number> {
    const { connection, availability } = this.server;
    try {
      const reply = await connection.tasks(this.#etag);
      availability.succeeded('tasks');
      if (this.#stopped || this.#take(reply)) {
        this.#failures = 0;
        return this.intervalMs * (1 - JITTER + 2 * JITTER * Math.random());
      }
      return reply.retryAfterMs ?? this.#backoff();
    } catch (cause) {
      // The end of this process cuts a request short; that is no news about the master.
      if (!this.#stopped) availability.failed('tasks', cause);
      return this.#backoff();
    }
  }

  #take(reply: Reply): boolean {
    if (reply.clock) this.server.clock.seen(reply.clock.theirs, reply.clock.sentAt, reply.clock.receivedAt);
    if (reply.status === 304) return true;
    const set = reply.status === 200 ? readTasks(reply.body) : null;
    if (set === null) {
      this.server.complain(reply, 'GET /api/v1/tasks');
      return false;
    }
    const [fault, ...more] = set.unreadable;
    if (fault !== undefined) {
      const others = more.length > 0 ? ` (and ${more.length} more)` : '';
      this.server.say(`unreadable task left out: ${this.server.quoted(fault)}${others}`, 'unreadable');
    }
    this.#etag = reply.etag;
    this.#announce(this.apply(set.tasks), set.tasks.length);
    return true;
  }

  #announce({ added, removed, changed }: Changes, total: number): void {
    const first = !this.#announced;
    this.#announced = true;
    const parts = Object.entries({ added, removed, changed }).filter(([, count]) => count > 0);
    if (parts.length > 0) {
      this.server.log.log(
        `${this.server.name}: ${parts.map(([what, count]) => `${count} ${what}`).join(', ')}; ${total} tasks in all`,
      );
    } else if (total === 0 && first) this.server.say('no tasks for this token and these tags');
  }

  #backoff(): number {
    return Math.min(backoffMs(++this.#failures, Math.random()), Math.max(this.intervalMs, 1000));
  }

  #arm(delayMs: number): void {
    this.#disarm();
    if (this.#stopped) return;
    const timer = setTimeout(() => void this.#poll(), delayMs);
    this.timers.addTimeout(this.#timer, timer);
  }

  #disarm(): void {
    if (this.timers.doesExist('timeout', this.#timer)) this.timers.deleteTimeout(this.#timer);
  }

  get #timer(): string {
    return `tasks of ${this.server.name}`;
  }
}

/** An ETag without its weakness mark and quotes: proxies change both. */
const bare = (etag: string | null) => etag?.replace(/^W\//, '').replaceAll('"', '') ?? null;
