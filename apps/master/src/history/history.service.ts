import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CurrentConfig } from '../config/current-config.js';
import { Clock } from '../health/clock.js';
import { Documents } from './documents.js';
import { EventLog } from './event-log.js';
import { Ledger } from './ledger.js';
import { type Loaded } from './messages.js';
import { Snapshots } from './snapshots.js';
import { StateSpans } from './state-spans.js';
import { Storage } from './storage.js';

const FLUSH_MS = 1000;
/** States and events in one transaction. */
const PART = 250;
/** Longer the start does not wait for the disk, nor the end. */
const START_WITHIN_MS = 5000;
const END_WITHIN_MS = 1500;
const PRUNE_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Brings back what was known before the start, and writes what changes, at most a second behind. */
@Injectable()
export class HistoryService implements OnModuleInit, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private flushing = Promise.resolve();
  /** Waits for that one, and takes everything that is known by then. */
  private next: Promise<void> | undefined;
  /** Up to when all that was known stands in the file. */
  private writtenAt: number;
  private prunedAt = Number.NEGATIVE_INFINITY;
  private hasStarted = false;

  constructor(
    private readonly config: CurrentConfig,
    private readonly storage: Storage,
    private readonly snapshots: Snapshots,
    private readonly documents: Documents,
    private readonly events: EventLog,
    private readonly ledger: Ledger,
    private readonly spans: StateSpans,
    private readonly clock: Clock,
  ) {
    this.writtenAt = clock.now();
  }

  async onModuleInit(): Promise<void> {
    if (this.storage.path !== null) await this.open();
    this.hasStarted = true;
    this.documents.load([]);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await within(END_WITHIN_MS, this.end());
  }

  /** Once this is done, all that was known when it was called is written; one transaction at a time. */
  flush(): Promise<void> {
    this.next ??= this.flushing.then(() => {
      this.next = undefined;
      return (this.flushing = this.write());
    });
    return this.next;
  }

  /** How far the file is behind what is known, milliseconds; up to a second when all is well. */
  lagMs(): number {
    return this.clock.now() - this.writtenAt;
  }

  private async open(): Promise<void> {
    await within(
      START_WITHIN_MS,
      new Promise<void>((done) => {
        this.storage.start((loaded) => {
          this.opened(loaded);
          done();
        }, done);
      }),
    );
    this.timer = setInterval(() => void this.flush(), FLUSH_MS);
    this.timer.unref();
  }

  private opened({ isNew, states, documents, spans, lastEvent }: Loaded): void {
    this.events.follow(lastEvent);
    this.documents.load(documents);
    this.spans.load(spans);
    if (!this.hasStarted) this.snapshots.restore(states);
    else if (states.length > 0) this.snapshots.supersede(states);
    if (!isNew) return;
    this.snapshots.unwriteAll();
    this.documents.unwriteAll();
  }

  private async write(): Promise<void> {
    if (!(await this.storage.look())) return;
    const began = this.clock.now();
    let states = this.snapshots.count();
    let events = Math.max(this.events.pending().length, this.ledger.count());
    let goesOn = this.storage.fault() !== null || this.documents.count() > 0;
    // What changes meanwhile is for the next flush.
    while (goesOn || states > 0 || events > 0) {
      if (!(await this.writePart())) return;
      states -= PART;
      events -= PART;
      goesOn = false;
    }
    this.writtenAt = began;
    await this.prune();
  }

  /** One transaction, small enough that collecting it delays nobody. */
  private async writePart(): Promise<boolean> {
    const documents = this.documents.take();
    const events = this.events.pending().slice(0, PART);
    const states = this.snapshots.take(PART);
    const charts = this.ledger.take(PART);
    const isWritten = await this.storage.write({ states, documents, events, ...charts });
    if (isWritten) this.events.wrote(events);
    else {
      this.snapshots.unwrite(states);
      this.documents.unwrite(documents);
      this.ledger.unwrite(charts);
    }
    return isWritten;
  }

  private async prune(): Promise<void> {
    const now = this.clock.now();
    if (now < this.prunedAt + PRUNE_EVERY_MS || !this.storage.isOpen()) return;
    this.prunedAt = now;
    await this.storage.rollUp(new Date(this.clock.wall().getTime() - DAY_MS));
    await this.storage.prune(new Date(this.clock.wall().getTime() - this.config.value.storage.keepDays * DAY_MS));
  }

  private async end(): Promise<void> {
    await this.flush();
    await this.storage.close();
  }
}

/** Goes on after so long, done or not. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
