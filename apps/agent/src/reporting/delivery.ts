import { type MAX_BATCH } from '@failover-dns/contracts';
import { backoffMs } from '../servers/backoff.js';
import { type Server } from '../servers/server.js';
import { type Outcome } from './outcome.js';
import { type Result } from './result.js';
import { ResultBuffer } from './result-buffer.js';
import { sendBatch } from './send-batch.js';
import { sendSingles } from './send-singles.js';

const FLUSH_MS = 200;
/** The contract's number, checked by type alone: its module would load all of the API's decorators. */
const BATCH_LIMIT: typeof MAX_BATCH = 1000;

/** After so long a master without /reports is asked again whether it has learnt it. */
const OLD_FOR_MS = 10 * 60_000;

/** Enough to find one bad result in a full batch; a master that refuses more in a row refuses everything. */
const MAX_REFUSALS = 20;

export interface Identity {
  agentId: string;
  bootId: string;
}

/**
 * The results that one master is owed. One request at a time, oldest first.
 *
 *   quiet ──add──▶ waiting (200 ms, or 0 on a change) ──▶ sending ──taken──▶ quiet
 *                                                           └─lost, later─▶ paused (backoff or Retry-After) ──▶ sending
 */
export class Delivery {
  readonly #buffer = new ResultBuffer();
  #timer: NodeJS.Timeout | null = null;
  #timerAt = Infinity;
  #sending: Promise<void> | null = null;
  #pausedUntil = 0;
  #failures = 0;
  #refusals = 0;
  #limit: number = BATCH_LIMIT;
  #oldUntil = 0;
  #stopped = false;

  constructor(
    private readonly server: Server,
    private readonly identity: Identity,
    private readonly tasksVersion: (version: string) => void,
  ) {
    server.availability.back.subscribe((channel) => {
      this.#oldUntil = 0;
      if (channel === 'reports' || this.#failures === 0) return;
      this.#pausedUntil = 0;
      this.#wakeIn(0);
    });
  }

  add(result: Result, urgent: boolean): void {
    this.#buffer.put(result);
    this.#wakeIn(urgent ? 0 : FLUSH_MS);
  }

  get owed(): number {
    return this.#buffer.size;
  }

  /** Drops what waits about tasks that are no more. */
  forget(keys: string[]): void {
    this.#buffer.drop(keys);
  }

  /** Sends what is left, once, and gives up after `deadlineMs`. */
  async stop(deadlineMs: number): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    const { promise: deadline, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, deadlineMs);
    const rest = async () => {
      await this.#sending;
      if (performance.now() >= this.#pausedUntil) await this.#drain();
    };
    await Promise.race([rest(), deadline]);
    clearTimeout(timer);
  }

  #wakeIn(delayMs: number): void {
    if (this.#stopped || this.#sending) return;
    const at = Math.max(performance.now() + delayMs, this.#pausedUntil);
    if (at >= this.#timerAt) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, at - performance.now()));
  }

  #flush(): void {
    this.#timerAt = Infinity;
    this.#sending = this.#drain()
      .catch((cause: Error) => this.server.say(`a reply was not understood: ${cause.message}`))
      .finally(() => {
        this.#sending = null;
        if (!this.#buffer.isEmpty) this.#wakeIn(0);
      });
  }

  /** Sends until nothing is left or the master does not take more. */
  async #drain(): Promise<void> {
    while (!this.#buffer.isEmpty) {
      const results = this.#buffer.take(this.#limit);
      const outcome = await this.#send(results);
      if (!this.#settle(outcome, results)) return;
    }
  }

  #send(results: Result[]): Promise<Outcome> {
    const { agentId, bootId } = this.identity;
    return performance.now() < this.#oldUntil
      ? sendSingles(this.server, agentId, results)
      : sendBatch(this.server, agentId, bootId, results);
  }

  /** Draws the consequences; false when there is to be a pause. */
  #settle(outcome: Outcome, results: Result[]): boolean {
    if (outcome.kind !== 'lost') this.server.availability.succeeded('reports');
    // The end of this process cuts a request short; that is no news about the master.
    else if (!this.#stopped) this.server.availability.failed('reports', outcome.cause);
    switch (outcome.kind) {
      case 'taken':
        this.#failures = 0;
        this.#refusals = 0;
        this.#limit = Math.min(BATCH_LIMIT, this.#limit * 2);
        this.#buffer.keepLatestOnly(false);
        if (outcome.tasksVersion) this.tasksVersion(outcome.tasksVersion);
        return true;
      case 'old':
        if (this.#oldUntil === 0) this.server.say('has no /api/v1/reports; each result is sent alone');
        this.#oldUntil = performance.now() + OLD_FOR_MS;
        this.#putBack(results);
        return true;
      case 'refused':
        // Some result among them is the cause: halve until it stands alone, and let that one go.
        if (++this.#refusals > MAX_REFUSALS) return this.#pause(results, null);
        this.#limit = Math.max(1, Math.floor(results.length / 2));
        if (results.length > 1) this.#putBack(results);
        return true;
      case 'lost':
        this.#oldUntil = 0;
        return this.#pause(outcome.unsent, null);
      case 'later':
        this.#oldUntil = 0;
        return this.#pause(outcome.unsent, outcome.retryAfterMs);
      default:
        return outcome satisfies never;
    }
  }

  #pause(unsent: Result[], retryAfterMs: number | null): false {
    this.#putBack(unsent);
    this.#buffer.keepLatestOnly(true);
    this.#failures = retryAfterMs === null ? this.#failures + 1 : 0;
    this.#pausedUntil = performance.now() + (retryAfterMs ?? backoffMs(this.#failures, Math.random()));
    return false;
  }

  #putBack(results: Result[]): void {
    for (const result of results) this.#buffer.put(result);
  }
}
