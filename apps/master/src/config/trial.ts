import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigRefusal } from './config-refusal.js';
import { CurrentConfig } from './current-config.js';
import { loadMasterConfig } from './load-master-config.js';
import { type MasterConfig } from './master-config.js';
import { Reload, type ReloadOutcome } from './reload.js';
import { placed, type PlacedConfig, type SentConfig } from './sent-config.js';
import { dropFiles, keep, promote, setAside, writeCandidates } from './trial-files.js';

const BY = 'a trial';
const BACK = 'the end of a trial without confirmation';
/** How long after an end that failed the next is tried. */
const AGAIN_MS = 5000;
const TAKEN_BACK = 'an operator who took the trial back';

interface Current extends PlacedConfig {
  before: MasterConfig;
  until: Date;
  timer: NodeJS.Timeout;
  /** The YAML files that it is made of. */
  sources: readonly string[];
  /** All that it was read from. */
  files: readonly string[];
}

/**
 * A config in force for a time: it is written to its files when somebody confirms it, and goes back by itself when nobody does.
 *
 *     off ──begin──▶ on ──confirm──▶ off, the files are written
 *                    ├──its time ends, or it is taken back──▶ off, the config of before is in force
 *                    └──any reload──▶ off, the files' config is in force
 */
@Injectable()
export class Trial implements OnApplicationShutdown {
  private readonly log = new Logger('Config');
  private current: Current | null = null;

  constructor(
    private readonly config: CurrentConfig,
    private readonly reload: Reload,
  ) {
    reload.onReload(({ by, refused }) => {
      if (by === BY || refused !== null) return;
      void this.end();
      config.settle();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.end();
  }

  /** null: none is on. */
  until(): Date | null {
    return this.current?.until ?? null;
  }

  /** Puts a config in force for so long; a trial that is on begins anew with it. Rejects with ConfigRefusal when it could never be kept. */
  async begin(sent: SentConfig, seconds: number): Promise<ReloadOutcome> {
    const own = this.config.value.file;
    const before = this.current?.before ?? this.config.value;
    const place = placed(sent, own);
    await mustFit(sent, own);
    await writeCandidates(place.texts);
    let from: Pick<Current, 'sources' | 'files'> = { sources: [], files: [] };
    const outcome = await this.reload.tryOut(async () => {
      const read = await loadMasterConfig(place.main, place.texts);
      from = { sources: read.sources, files: read.files };
      this.config.mayReturn = before;
      return read;
    }, BY);
    if (outcome.refused !== null) {
      this.config.mayReturn = this.current?.before ?? null;
      await dropFiles(place.texts.keys(), 'candidate');
      return outcome;
    }
    const last = this.current;
    clearTimeout(last?.timer);
    const timer = this.goBackIn(seconds * 1000);
    this.current = { ...place, ...from, before, until: new Date(Date.now() + seconds * 1000), timer };
    await dropFiles(last?.texts.keys() ?? [], 'trial');
    await promote(place.texts);
    return outcome;
  }

  /** Writes what is on trial to its files; false: nothing is. */
  confirm(): Promise<boolean> {
    return this.reload.inTurn(async () => {
      const { current } = this;
      if (current === null) return false;
      await keep(current.texts);
      await this.end();
      this.config.settle();
      this.log.log(`the config on trial is confirmed, and written to ${[...current.texts.keys()].join(', ')}`);
      await this.setLeftOversAside(current);
      await this.reload.written(current.files);
      return true;
    });
  }

  /** Puts the config of before in force; null: nothing is on trial. */
  async takeBack(): Promise<ReloadOutcome | null> {
    return this.current === null ? null : this.reload.putBack(this.current.before, TAKEN_BACK);
  }

  /** Where the config of before cannot be put in force, as an address of it is taken, that is said and tried again. */
  private goBackIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => void this.goBack(), ms).unref();
  }

  private async goBack(): Promise<void> {
    const { current } = this;
    if (current === null) return;
    const { refused } = await this.reload.putBack(current.before, BACK);
    if (refused !== null && this.current === current) current.timer = this.goBackIn(AGAIN_MS);
  }

  /** Files that the config would read beside those that were on trial: they were not sent, and so are no part of it. */
  private async setLeftOversAside({ main, folder, texts, sources }: Current): Promise<void> {
    if (texts.size === 1 && texts.has(main)) return;
    const read = await loadMasterConfig(resolve(this.config.value.file));
    for (const file of read.sources.filter((one) => one.startsWith(folder + sep) && !sources.includes(one))) {
      const aside = await setAside(file).catch((error: Error) => error);
      if (aside instanceof Error)
        this.log.error(`${file} is no part of the config any more, and cannot be renamed: ${aside.message}`);
      else this.log.warn(`${file} is no part of the config any more: it is ${aside} now`);
    }
  }

  private async end(): Promise<void> {
    const { current } = this;
    this.current = null;
    clearTimeout(current?.timer);
    await dropFiles(current?.texts.keys() ?? [], 'trial');
  }
}

/** A file cannot take the place of a folder, nor a folder that of a file. */
async function mustFit({ config }: SentConfig, own: string): Promise<void> {
  const isFolder = await stat(own).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder && config != null) throw new ConfigRefusal(`the master reads the folder ${own}: apply a folder`);
  if (!isFolder && config == null) throw new ConfigRefusal(`the master reads the file ${own}: apply a file`);
}
