import { type SchedulerRegistry } from '@nestjs/schedule';
import { type Observation } from '../probers/observation.js';
import { firstDelay, firstDue, isReached, nextDue, towards } from './cadence.js';
import { type Fast, hurryMs, nextRow, NOTHING_SAID } from './settling.js';

export interface LoopSettings {
  name: string;
  intervalMs: number;
  timeoutMs: number;
  /** null: what differs from the last result waits for the interval like any other. */
  fast: Fast | null;
  /** A moment on which the grid is to have a point, by `performance.now()`; null: wherever it lies. Asked at each point. */
  anchor: () => number | null;
  timers: SchedulerRegistry;
  /** Runs the check once; waits for its turn, and calls `started` when it has come: the deadline counts from there. */
  run: (started: () => AbortSignal | null) => Promise<Observation | null>;
  observed: (observation: Observation, previous: Observation | null) => void;
  /** How many milliseconds after its time a check began. */
  lagged: (ms: number) => void;
}

/**
 * One check, again and again until stopped.
 *
 *   idle ──timer──▶ running ──value or deadline──▶ idle      never two runs at once
 *     └──stop()──▶ stopped ◀──stop(), aborts──┘
 *
 * The first run comes soon; the others lie on a grid of `intervalMs`, at random or where `anchor` says, and those that a turn of
 * the result calls for lie between: they leave the grid where it is.
 */
export class ProbeLoop {
  #due: number;
  /** When the timer was to fire that began this run. */
  #armedFor = 0;
  #startedAt = 0;
  #previous: Observation | null = null;
  #row = NOTHING_SAID;
  #running = false;
  #stopped = false;
  #abort: AbortController | null = null;

  constructor(readonly settings: LoopSettings) {
    const now = performance.now();
    const { intervalMs } = settings;
    this.#due = firstDue(settings.anchor() ?? now + Math.random() * intervalMs, intervalMs, now);
    this.soon();
  }

  /** Runs once more before the next point of the grid, for a task that has just come. */
  soon(): void {
    if (this.#running) return;
    const now = performance.now();
    this.#armAt(Math.min(now + firstDelay(this.settings.intervalMs, Math.random()), this.#due));
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
    this.#row = nextRow(this.#row, observation);
    if (onGrid) this.#due = this.#nextPoint();
    this.#armAt(Math.min(this.#due, this.#startedAt + hurryMs(this.#row, observation, this.settings.fast)));
  }

  #nextPoint(): number {
    const { intervalMs, anchor } = this.settings;
    const due = nextDue(this.#due, intervalMs, performance.now());
    const place = anchor();
    return place === null ? due : towards(due, place, intervalMs);
  }

  /** The signal that ends this run, or null when the loop was stopped while it waited for its turn. */
  #startDeadline(deadline: { timer?: NodeJS.Timeout }): AbortSignal | null {
    if (this.#stopped) return null;
    this.#startedAt = performance.now();
    this.settings.lagged(Math.max(0, this.#startedAt - this.#armedFor));
    const abort = (this.#abort = new AbortController());
    // After a stall of this process an answer may lie unread in the socket: one turn of the event loop reads it first.
    deadline.timer = setTimeout(() => setImmediate(() => abort.abort()), this.settings.timeoutMs);
    return abort.signal;
  }

  #armAt(at: number): void {
    this.#disarm();
    if (this.#stopped) return;
    const now = performance.now();
    this.#armedFor = Math.max(now, at);
    this.settings.timers.addTimeout(
      this.settings.name,
      setTimeout(() => void this.#tick(), this.#armedFor - now),
    );
  }

  #disarm(): void {
    const { timers, name } = this.settings;
    if (timers.doesExist('timeout', name)) timers.deleteTimeout(name);
  }
}
