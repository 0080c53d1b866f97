import { Injectable, Logger } from '@nestjs/common';
import { type Fault, fingerprint, formatFault, type Look } from '@failover-dns/config';
import { ConfigRefusal } from './config-refusal.js';
import { CurrentConfig } from './current-config.js';
import { loadMasterConfig } from './load-master-config.js';
import { type MasterConfig } from './master-config.js';
import { type MasterConfigResult } from './read-master-config.js';
import { Running } from './restart-needs.js';
import { countChanges, withSameDomains } from './same-domains.js';

/** What came of reading the config anew. */
export interface ReloadOutcome {
  at: Date;
  /** What asked for it: `SIGHUP`, `a change of the file`, `the API`. */
  by: string;
  /** In one sentence. */
  text: string;
  /** null: the new config is in force. */
  refused: { faults: readonly Fault[] } | null;
  warnings: readonly Fault[];
  /** Keys whose change waits for a restart. */
  waiting: readonly string[];
}

export type ReloadListener = (outcome: ReloadOutcome) => void;

/** Faults that are logged one by one. */
const MOST_LOGGED = 20;
/** Files whose changes are noticed. */
const MOST_FILES = 1000;

/** Reads the config anew, whole, and puts it in force, or leaves all as it is and says why. */
@Injectable()
export class Reload {
  private readonly log = new Logger('Config');
  private readonly listeners = new Set<ReloadListener>();
  private readonly running: Running;
  private queue: Promise<unknown> = Promise.resolve();
  private print: string | undefined;
  private files: readonly string[];
  /** When the config in force was put in force. */
  loadedAt = new Date();
  /** null: there was none since the start. */
  last: ReloadOutcome | null = null;
  /** Why the files were refused when they were read last, whatever was put in force in other ways since; null: they are in order. */
  faulty: ReloadOutcome | null = null;

  constructor(private readonly config: CurrentConfig) {
    this.running = new Running(config.value);
    this.files = [config.value.file];
  }

  /** Says which files the config in force was read from. */
  follow(files: readonly string[]): void {
    this.files = files.slice(0, MOST_FILES);
    this.print = undefined;
  }

  /** Calls `listener` after each reload, whatever came of it. */
  onReload(listener: ReloadListener): void {
    this.listeners.add(listener);
  }

  /** One after the other. Never rejects. */
  run(by: string): Promise<ReloadOutcome> {
    return this.inTurn(async () => {
      const outcome = await this.attempt(by);
      this.faulty = outcome.refused === null ? null : outcome;
      return this.record(outcome);
    });
  }

  /** Puts in force what `load` reads, as if it stood in the config's own files. What is refused changes nothing, and is no reload. */
  tryOut(load: () => Promise<MasterConfigResult>, by: string): Promise<ReloadOutcome> {
    return this.inTurn(async () => {
      const outcome = await this.attempt(by, load);
      if (outcome.refused === null) this.record(outcome);
      return outcome;
    });
  }

  /** Puts a config back that was in force before. */
  putBack(config: MasterConfig, by: string): Promise<ReloadOutcome> {
    return this.inTurn(async () => this.record(await this.guarded(by, config.file, () => this.use(config, [], by))));
  }

  /** The files say what is in force: somebody wrote it there. */
  async written(files: readonly string[]): Promise<void> {
    this.follow(files);
    this.faulty = null;
    await this.look();
  }

  /** What the files look like now, and what they looked like when they were read last; the first look counts as such. */
  async look(): Promise<Look> {
    const now = await fingerprint(this.files);
    return { now, read: (this.print ??= now) };
  }

  /** No reload looks at the files while `work` changes them. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  private record(outcome: ReloadOutcome): ReloadOutcome {
    this.last = outcome;
    if (outcome.refused === null) this.loadedAt = outcome.at;
    this.tell(outcome);
    for (const listener of this.listeners) listener(outcome);
    return outcome;
  }

  /** `load` reads what stands for the config's own files; undefined: they are read. */
  private attempt(by: string, load?: () => Promise<MasterConfigResult>): Promise<ReloadOutcome> {
    const own = this.config.value.file;
    return this.guarded(by, own, async () => {
      if (load === undefined) this.print = await fingerprint(this.files);
      const read = await (load?.() ?? loadMasterConfig(own));
      if (load === undefined && read.files.join() !== this.files.join()) {
        this.follow(read.files);
        await this.look();
      }
      if (read.ok) return this.use({ ...read.config, file: own }, read.warnings, by);
      const { faults } = read;
      const text = `${load === undefined ? own : 'the config'} has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`;
      return { ...this.unchanged(by), text, refused: { faults } };
    });
  }

  private async use(config: MasterConfig, warnings: readonly Fault[], by: string): Promise<ReloadOutcome> {
    const previous = this.config.value;
    const next = await withSameDomains(config, previous);
    await this.config.replace(next);
    this.running.follow(next);
    const { added, changed, removed } = countChanges(next, previous);
    const text = `${config.file} is in force; domains: ${added} added, ${changed} changed, ${removed} removed`;
    return { ...this.unchanged(by), text, refused: null, warnings, waiting: this.running.waitingFor(next) };
  }

  private async guarded(by: string, file: string, work: () => Promise<ReloadOutcome>): Promise<ReloadOutcome> {
    try {
      return await work();
    } catch (error) {
      const { message, stack } = error as Error;
      const isFault = !(error instanceof ConfigRefusal);
      if (isFault) this.log.error(stack ?? message);
      const text = isFault ? `${file} could not be put in force: ${message}` : message;
      return { ...this.unchanged(by), text, refused: { faults: [] } };
    }
  }

  private unchanged(by: string): Pick<ReloadOutcome, 'at' | 'by' | 'warnings' | 'waiting'> {
    return { at: new Date(), by, warnings: [], waiting: this.last?.waiting ?? [] };
  }

  private tell({ by, text, refused, warnings, waiting }: ReloadOutcome): void {
    if (refused === null) {
      this.log.log(`reloaded by ${by}: ${text}`);
      for (const warning of warnings) this.log.warn(formatFault(warning));
      if (waiting.length > 0) this.log.warn(`${waiting.join(', ')}: what changed there waits for a restart`);
      return;
    }
    for (const fault of refused.faults.slice(0, MOST_LOGGED)) this.log.error(formatFault(fault));
    const more = refused.faults.length - MOST_LOGGED;
    if (more > 0) this.log.error(`… and ${more} more: --check tells them all`);
    this.log.error(`not reloaded by ${by}: ${text}; the config of ${this.loadedAt.toISOString()} stays in force`);
  }
}
