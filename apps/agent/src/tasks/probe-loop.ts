import { type SchedulerRegistry } from '@nestjs/schedule';
import { type Observation } from '../probers/observation.js';
import { firstDelay, isReached, nextDue } from './cadence.js';

export interface LoopSettings {
  name: string;
  intervalMs: number;
  timeoutMs: number;
  timers: SchedulerRegistry;
  /** Runs the check once; waits for its turn, and calls `started` when it has come: the deadline counts from there. */
  run: (started: () => AbortSignal | null) => Promise<Observation | null>;
  observed: (observation: Observation, previous: Observation | null) => void;
}

/**
 * One check, again and again until stopped.
 *
 *   idle ──timer──▶ running ──value or deadline──▶ idle      never two runs at once
 *     └──stop()──▶ stopped ◀──stop(), aborts──┘
 *
 * The first run comes soon; the others lie on a grid of `intervalMs` with a random phase.
 */
export class ProbeLoop {
  #due: number;
  #previous: Observation | null = null;
  #running = false;
  #stopped = false;
  #abort: AbortController | null = null;

  constructor(readonly settings: LoopSettings) {
    this.#due = performance.now() + Math.random() * settings.intervalMs;
    this.soon();
  }

  /** Runs once more before the next point of the grid, for a task that has just come. */
  soon(): void {
    if (this.#running) return;
    this.#arm(Math.min(firstDelay(this.settings.intervalMs, Math.random()), this.#due - performance.now()));
  }

  stop(): void {
    this.#stopped = true;
    this.#disarm();
    this.#abort?.abort();
  }

  async #tick(): Promise<void> {
    this.#disarm();
    this.#running = true;
    const onGrid = isReached(this.#due, this.settings.intervalMs, performance.now());
    const deadline: { timer?: NodeJS.Timeout } = {};
    const observation = await this.settings.run(() => this.#startDeadline(deadline));
    clearTimeout(deadline.timer);
    this.#running = false;
    if (this.#stopped || observation === null) return;
    this.settings.observed(observation, this.#previous);
    this.#previous = observation;
    const now = performance.now();
    if (onGrid) this.#due = nextDue(this.#due, this.settings.intervalMs, now);
    this.#arm(this.#due - now);
  }

  /** The signal that ends this run, or null when the loop was stopped while it waited for its turn. */
  #startDeadline(deadline: { timer?: NodeJS.Timeout }): AbortSignal | null {
    if (this.#stopped) return null;
    const abort = (this.#abort = new AbortController());
    // After a stall of this process an answer may lie unread in the socket: one turn of the event loop reads it first.
    deadline.timer = setTimeout(() => setImmediate(() => abort.abort()), this.settings.timeoutMs);
    return abort.signal;
  }

  #arm(delayMs: number): void {
    this.#disarm();
    if (this.#stopped) return;
    this.settings.timers.addTimeout(
      this.settings.name,
      setTimeout(() => void this.#tick(), Math.max(0, delayMs)),
    );
  }

  #disarm(): void {
    const { timers, name } = this.settings;
    if (timers.doesExist('timeout', name)) timers.deleteTimeout(name);
  }
}
