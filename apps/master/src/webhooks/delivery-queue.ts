import { Logger } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { type WebhookConfig } from '../config/master-config.js';
import { type EventLog, type StoredEvent } from '../history/event-log.js';
import { backoffMs } from './backoff.js';
import { type Message } from './formats/format.js';
import { Losses } from './losses.js';
import { messageOf } from './message.js';
import { missedSince } from './missed.js';
import { type Outcome, Sender } from './sender.js';

export interface DeliveryCounts {
  delivered: number;
  /** Attempts after which it is tried again. */
  failed: number;
  /** Events that the receiver does not take. */
  refused: number;
  /** Events that were given up, as the queue was full or history does not hold them any more. */
  dropped: number;
}

/** Events that wait; then the oldest are given up. */
const MOST_WAITING = 10_000;
/** The history cannot be read now. */
const LOOK_AGAIN_MS = 1000;

/**
 * What one webhook is still to be sent, oldest first, one at a time. It holds ids alone, so it is small however long the receiver is
 * dead: the event itself is read from the history when its turn comes.
 */
export class DeliveryQueue {
  private readonly log = new Logger('Webhook');
  private readonly end = new AbortController();
  private sender: Sender;
  private waiting: number[] = [];
  private current: number | null = null;
  private isRestoring = false;
  private isFlushing = false;
  private running: Promise<void> | undefined;
  private wake: () => void = () => {};
  private readonly losses = new Losses();
  readonly counts: DeliveryCounts = { delivered: 0, failed: 0, refused: 0, dropped: 0 };
  /** In a row. */
  failures = 0;
  last: (Outcome & { at: Date }) | null = null;
  lastSuccess: Date | null = null;

  /** `settled` is told the id up to which nothing is to be sent any more. */
  constructor(
    public config: WebhookConfig,
    private readonly events: EventLog,
    private readonly settled: (id: number) => void,
  ) {
    this.sender = new Sender(config);
  }

  get length(): number {
    return this.waiting.length + (this.current === null ? 0 : 1);
  }

  /** An event that just happened. */
  push(event: StoredEvent): void {
    if (this.wants(event)) this.waiting.push(event.id);
    else if (this.length === 0 && !this.isRestoring) return this.settled(event.id);
    if (this.waiting.length > MOST_WAITING) this.dropOldest();
    this.start();
  }

  /** Takes up what happened after `id` and was not delivered before the master ended. */
  async restore(id: number): Promise<void> {
    this.isRestoring = true;
    let missed: number[] = [];
    try {
      missed = await missedSince(this.events, id, (event) => this.wants(event), MOST_WAITING);
    } finally {
      this.waiting = [...new Set([...missed, ...this.waiting])];
      this.isRestoring = false;
      while (this.waiting.length > MOST_WAITING) this.dropOldest();
      this.start();
    }
    if (missed.length > 0) this.log.log(`${this.config.name}: ${missed.length} from before are still to be delivered`);
  }

  /** Goes over to another config of the same name: what waits stays, and is tried at once. */
  follow(config: WebhookConfig): void {
    if (isDeepStrictEqual(config, this.config)) return;
    this.config = config;
    this.sender.close();
    this.sender = new Sender(config);
    this.wake();
  }

  /** One attempt, beside the queue. */
  test(message: Message): Promise<Outcome> {
    return this.sender.send(message, this.end.signal);
  }

  /** Delivers what can be delivered now, and ends after so long at the latest. */
  async flush(withinMs: number): Promise<void> {
    this.isFlushing = true;
    this.wake();
    const timer = setTimeout(() => this.stop(), withinMs);
    await this.running;
    clearTimeout(timer);
    this.stop();
  }

  /** What waits is not sent. */
  stop(): void {
    this.end.abort();
    this.wake();
    this.sender.close();
  }

  private wants({ kind, domain }: StoredEvent): boolean {
    const { events, domains } = this.config;
    return (
      (events as readonly string[]).includes(kind) && (domains.length === 0 || (domain !== null && domains.includes(domain)))
    );
  }

  private start(): void {
    if (this.isRestoring || this.length === 0) return;
    this.running ??= this.run().finally(() => (this.running = undefined));
  }

  private async run(): Promise<void> {
    // Whoever appended the event goes on first: nothing of this delays a decision.
    await new Promise((resolve) => setImmediate(resolve));
    while (!this.end.signal.aborted) {
      this.current ??= this.waiting.shift() ?? null;
      if (this.current === null || !(await this.deliver(this.current))) return;
    }
  }

  /** false: no more is tried. */
  private async deliver(id: number): Promise<boolean> {
    const event = await this.events.find(id);
    if (event === null) {
      if (!this.isFlushing) await this.pause(LOOK_AGAIN_MS);
      return !this.isFlushing;
    }
    if (event === undefined) {
      this.drop('is not in the history any more');
      this.settle(id);
      return true;
    }
    const outcome = await this.attempt(event);
    if (this.end.signal.aborted && outcome.result === 'failed') return false;
    this.note(outcome);
    if (outcome.result !== 'failed') {
      this.settle(id);
      return true;
    }
    if (this.isFlushing) return false;
    await this.pause(Math.max(backoffMs(this.failures, Math.random()), outcome.retryAfterMs));
    return true;
  }

  /** An event that cannot be written, as one of another version may be, must not hold up those behind it. */
  private async attempt(event: StoredEvent): Promise<Outcome> {
    try {
      return await this.sender.send(messageOf(event), this.end.signal);
    } catch (error) {
      const words = `the event ${event.id} cannot be written: ${(error as Error).message}`;
      return { result: 'refused', status: null, error: words, retryAfterMs: 0 };
    }
  }

  private settle(id: number): void {
    this.current = null;
    this.settled(id);
  }

  private note(outcome: Outcome): void {
    const { name } = this.config;
    this.last = { ...outcome, at: new Date() };
    this.counts[outcome.result]++;
    if (outcome.result === 'delivered') {
      this.lastSuccess = this.last.at;
      if (this.failures > 0)
        this.log.log(`${name}: delivers again, after ${this.failures} failures; ${this.waiting.length} wait`);
      this.failures = 0;
      return;
    }
    const what = outcome.result === 'refused' ? 'the event is given up' : 'it is tried again until it is delivered';
    if (this.failures++ === 0) this.log.warn(`${name}: not delivered, ${outcome.error}: ${what}`);
  }

  private dropOldest(): void {
    this.waiting.shift();
    this.drop(`was the oldest of more than ${MOST_WAITING} that wait`);
  }

  private drop(why: string): void {
    this.counts.dropped++;
    const text = this.losses.say(why);
    if (text !== null) this.log.error(`${this.config.name}: ${text}`);
  }

  private async pause(ms: number): Promise<void> {
    if (this.end.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
