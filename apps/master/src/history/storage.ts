import { Injectable, Logger } from '@nestjs/common';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CurrentConfig } from '../config/current-config.js';
import { Readiness } from '../health/readiness.js';
import { type LatencySeries } from './latency-series.js';
import { type Batch, type EventQuery, type EventRow, type LatencyQuery, type Loaded } from './messages.js';
import { StorageThread } from './storage-thread.js';

/** How long nothing is tried after a fault; doubled while one follows the other. */
const RETRY_MS = 2000;
const LONGEST_RETRY_MS = 15_000;
/** A disk that takes longer is said to be slow. */
const SLOW_MS = 5000;

/** The one file, or that there is none: every fault ends here, is said once, and is mended by trying again. */
@Injectable()
export class Storage {
  private readonly log = new Logger('Storage');
  /** null: nothing is kept. */
  readonly path: string | null;
  private thread: StorageThread | undefined;
  private isReady = false;
  private isClosing = false;
  private hasLoaded = false;
  private problem: string | null = null;
  private size: number | null = null;
  private isMeasuring = false;
  private failures = 0;
  /** Times that something failed since the start. */
  errors = 0;
  private timer: NodeJS.Timeout | undefined;
  private opened: (loaded: Loaded) => void = () => {};
  private triedOnce: () => void = () => {};

  constructor(
    config: CurrentConfig,
    private readonly readiness: Readiness,
  ) {
    readiness.note('storage', null);
    const { path } = config.value.storage;
    this.path = path === ':memory:' ? null : resolve(path);
  }

  /** What keeps things from being stored, in words; null: nothing does. */
  fault(): string | null {
    return this.problem;
  }

  /** Size of the file and its log as of the last time somebody asked; null: not known yet. */
  bytes(): number | null {
    const { path } = this;
    if (path !== null && !this.isMeasuring) {
      this.isMeasuring = true;
      void Promise.all([path, `${path}-wal`].map(async (file) => (await stat(file).catch(() => ({ size: 0 }))).size))
        .then(([main = 0, log = 0]) => (this.size = main + log))
        .finally(() => (this.isMeasuring = false));
    }
    return this.size;
  }

  /** Can be written to now. */
  isOpen(): boolean {
    return this.isReady;
  }

  /** Begins to open the file. `opened` is called whenever that succeeds, the first time with what stands in it; `tried` when it failed. */
  start(opened: (loaded: Loaded) => void, tried: () => void): void {
    this.opened = opened;
    this.triedOnce = tried;
    void this.open();
  }

  /** false: the file is not open, or not what was opened any more. */
  async look(): Promise<boolean> {
    return (await this.attempt((thread) => thread.ask('look', null))) !== undefined;
  }

  /** false: it is not written, and can be tried again once the file is open. */
  async write(batch: Batch): Promise<boolean> {
    const done = await this.attempt((thread) => thread.ask('write', batch));
    if (done === undefined) return false;
    this.failures = 0;
    this.mended();
    return true;
  }

  /** undefined: the file cannot be read now. */
  events(query: EventQuery): Promise<EventRow[] | undefined> {
    return this.attempt((thread) => thread.ask('events', query));
  }

  /** undefined: the file cannot be read now. */
  latencies(query: LatencyQuery): Promise<LatencySeries[] | undefined> {
    return this.attempt((thread) => thread.ask('latencies', query));
  }

  /** Blocks of minutes that ended before become such of ten, in parts, so that writing goes on between them. */
  async rollUp(before: Date): Promise<void> {
    const ask = { before: Math.floor(before.getTime() / 60_000) };
    while (((await this.attempt((thread) => thread.ask('rollUp', ask))) ?? 0) > 0) continue;
  }

  async prune(before: Date): Promise<void> {
    await this.attempt((thread) => thread.ask('prune', { before: before.getTime() }));
  }

  async close(): Promise<void> {
    this.isClosing = true;
    clearTimeout(this.timer);
    if (this.isReady) await this.attempt((thread) => thread.ask('close', null));
    await this.end();
  }

  private async open(): Promise<void> {
    if (this.path === null || this.isClosing) return;
    const thread = (this.thread ??= new StorageThread(this.path, (reason) => this.died(reason)));
    try {
      const loaded = await this.watched(thread.ask('open', { load: !this.hasLoaded }));
      if (this.isClosing) return;
      if (loaded.setAside !== null)
        this.log.error(`${this.path} is corrupt: set aside as ${loaded.setAside}, and a new file is begun`);
      this.hasLoaded = true;
      this.isReady = true;
      this.opened(loaded);
    } catch (error) {
      if (thread === this.thread) this.failed((error as Error).message);
      this.triedOnce();
    }
  }

  /** After any fault the file is opened anew, so that all faults have one way out. */
  private async attempt<T>(work: (thread: StorageThread) => Promise<T>): Promise<T | undefined> {
    const { thread } = this;
    if (!this.isReady || thread === undefined) return undefined;
    try {
      return await this.watched(work(thread));
    } catch (error) {
      // That the thread died is said already.
      if (thread === this.thread) this.failed((error as Error).message);
      return undefined;
    }
  }

  private async watched<T>(promise: Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.say(`${this.path}: the disk has not answered for ${SLOW_MS / 1000} s`), SLOW_MS);
    timer.unref();
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  private failed(message: string): void {
    if (this.isClosing) return;
    this.isReady = false;
    this.errors++;
    this.say(message);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open(), Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** this.failures++));
    this.timer.unref();
  }

  private died(reason: string): void {
    this.thread = undefined;
    this.failed(reason);
  }

  private say(problem: string): void {
    if (this.problem === problem) return;
    this.problem = problem;
    this.readiness.note('storage', problem);
    this.log.error(
      `${problem}: nothing is stored until this is mended; DNS and decisions go on, and it is tried again by itself`,
    );
  }

  private mended(): void {
    if (this.problem === null) return;
    this.problem = null;
    this.readiness.note('storage', null);
    this.log.log(`${this.path} is written again`);
  }

  private async end(): Promise<void> {
    this.isReady = false;
    await this.thread?.end();
  }
}
