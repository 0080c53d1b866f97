import { RATE_LIMIT_BYTES } from '../limit/rate-limit.js';
import { Networks } from '../limit/networks.js';
import { COUNTER_SLOTS } from '../stats/counters.js';
import { type DnsStats, readStats } from '../stats/stats.js';
import { type AnswerSpec, type DnsServerOptions, type ListenAddress, type ZoneSpec } from '../types.js';
import { AnswerTable } from './answer-table.js';
import { type WorkerInput } from './messages.js';
import { probe } from './probe.js';
import { WorkerHandle } from './worker-handle.js';

/** Within this much of `close` a worker ends by itself, or is ended. */
const CLOSE_MS = 500;
/** Pause before a dead worker is replaced, doubled with each death until one lives for this long. */
const RESTART_MS = 50;
const RESTART_MAX_MS = 5000;

/** An authoritative DNS server: worker threads that answer from one table, which this thread writes. */
export class DnsServer {
  private readonly options: DnsServerOptions;
  private readonly counters: SharedArrayBuffer;
  private readonly buckets: SharedArrayBuffer | undefined;
  private answers: AnswerTable | undefined;
  /** The table before a reload, while some worker may still read it. */
  private readonly retiring = new Set<AnswerTable>();
  private readonly workers: WorkerHandle[] = [];
  private bound: ListenAddress[] = [];
  private crashes = 0;
  /** What each worker's next replacement waits for, in milliseconds. */
  private readonly pauses: number[] = [];
  private isClosed = false;
  /** Updates made since each reload that is still being compiled was asked for. */
  private readonly compiling = new Set<Map<string, AnswerSpec>>();
  private lastReload: Promise<void> = Promise.resolve();

  /** Throws Error for options that cannot work (a cookie secret that is not 16 bytes of hex, a bad exempt network). */
  constructor(options: DnsServerOptions) {
    checkOptions(options);
    this.options = options;
    this.counters = new SharedArrayBuffer(options.workers * COUNTER_SLOTS * 8);
    this.buckets = options.rateLimit ? new SharedArrayBuffer(RATE_LIMIT_BYTES) : undefined;
  }

  /**
   * Builds the table, starts the workers, resolves when every UDP and TCP socket is bound. Rejects with ZoneError (`.faults`) for
   * zones that cannot be compiled and with BindError (`.code` EADDRINUSE, EACCES, EADDRNOTAVAIL …, `.address`, `.port`).
   */
  async start(zones: readonly ZoneSpec[]): Promise<void> {
    this.answers = await AnswerTable.compile(zones, this.options.workers);
    for (const address of this.options.listen) await probe(address);
    this.bound = [...this.options.listen];
    try {
      // The first one settles ports that the system chooses.
      for (let i = 0; i < this.options.workers; i++) {
        this.workers[i] = this.startWorker(i);
        this.bound = await this.workers[i]!.bound;
      }
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** What is bound now; ports as the system chose them where 0 was asked. */
  addresses(): ListenAddress[] {
    return this.bound.map((one) => ({ ...one }));
  }

  /**
   * Changes what a domain answers, for every query read from now on. The name is as in DomainSpec, any case. Throws Error for an
   * unknown domain, FormatError for an answer that does not fit the domain's candidates; then the old answer stays.
   *
   * During a reload it is meant for the new zones, and is shown by the old ones too where they have the domain with room for it.
   */
  update(domain: string, answer: AnswerSpec): void {
    for (const missed of this.compiling) missed.set(domain, answer);
    for (const old of this.retiring) old.tryUpdate(domain, answer);
    if (this.compiling.size) this.table.tryUpdate(domain, answer);
    else this.table.update(domain, answer);
  }

  /**
   * Replaces all zones at once; resolves when every worker answers from them. Rejects with ZoneError, then the old zones stay. While
   * it builds (about 10 µs for each name) the thread goes on with other work; several reloads run one after the other.
   */
  reload(zones: readonly ZoneSpec[]): Promise<void> {
    // Updates from now on are newer than the answers in `zones`.
    const missed = new Map<string, AnswerSpec>();
    this.compiling.add(missed);
    const swapped = this.lastReload.then(() => this.swap(zones, missed));
    this.lastReload = swapped.catch(() => undefined);
    return swapped;
  }

  /** Sums of all workers' counters, read from shared memory. */
  stats(): DnsStats {
    return readStats(new Float64Array(this.counters), this.crashes);
  }

  /** Questions that each configured domain answered since the start, by name or through an alias; keys are names as in DomainSpec. */
  domainQueries(): Map<string, number> {
    return this.table.queries();
  }

  /** Ends the workers and their sockets within a second. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.workers.map((worker) => worker.close(CLOSE_MS)));
  }

  private async swap(zones: readonly ZoneSpec[], missed: Map<string, AnswerSpec>): Promise<void> {
    let next: AnswerTable;
    try {
      next = await AnswerTable.compile(zones, this.options.workers);
    } finally {
      this.compiling.delete(missed);
    }
    for (const [domain, answer] of missed) next.tryUpdate(domain, answer);
    const old = this.table;
    this.answers = next;
    this.retiring.add(old);
    await Promise.all(this.workers.map((worker) => worker.use(next.memory)));
    this.retiring.delete(old);
    next.inherit(old);
  }

  private get table(): AnswerTable {
    if (!this.answers) throw new Error('the DNS server was not started');
    return this.answers;
  }

  private startWorker(worker: number): WorkerHandle {
    const { onFault, ...options } = this.options;
    const input: WorkerInput = {
      worker,
      table: this.table.memory,
      counters: this.counters,
      ...(this.buckets ? { buckets: this.buckets } : {}),
      listen: this.bound,
      options,
    };
    const startedAt = performance.now();
    let wasBound = false;
    const handle = new WorkerHandle(input, {
      onFault: (message) => onFault?.(`DNS worker ${worker}: ${message}`),
      onDeath: (reason) => {
        if (!wasBound || this.isClosed) return;
        this.crashes++;
        onFault?.(`DNS worker ${worker} died and is replaced: ${reason}`);
        if (performance.now() - startedAt > RESTART_MAX_MS) this.pauses[worker] = RESTART_MS;
        this.replace(worker);
      },
    });
    handle.bound.then(
      () => (wasBound = true),
      () => undefined,
    );
    return handle;
  }

  private replace(worker: number): void {
    const pause = this.pauses[worker] ?? RESTART_MS;
    this.pauses[worker] = Math.min(pause * 2, RESTART_MAX_MS);
    setTimeout(() => {
      if (this.isClosed) return;
      const handle = this.startWorker(worker);
      this.workers[worker] = handle;
      handle.bound.catch((error: Error) => {
        if (this.isClosed) return;
        this.options.onFault?.(`DNS worker ${worker} could not be replaced yet: ${error.message}`);
        void handle.close(CLOSE_MS).then(() => this.replace(worker));
      });
    }, pause);
  }
}

function checkOptions({ workers, cookieSecrets = [], rateLimit, maxUdpSize }: DnsServerOptions): void {
  if (!Number.isInteger(workers) || workers < 1) throw new Error(`${workers} is no number of workers`);
  if (maxUdpSize < 512 || maxUdpSize > 4096) throw new Error(`${maxUdpSize} is no UDP size (512–4096)`);
  for (const secret of cookieSecrets) {
    if (!/^[0-9a-f]{32}$/i.test(secret)) throw new Error('a cookie secret is not 32 hexadecimal digits');
  }
  if (rateLimit) new Networks(rateLimit.exempt);
}
