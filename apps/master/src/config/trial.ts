import { chmod, lstat, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigRefusal } from './config-refusal.js';
import { CurrentConfig } from './current-config.js';
import { type MasterConfig } from './master-config.js';
import { Reload, type ReloadOutcome } from './reload.js';

const BY = 'a trial';
const BACK = 'the end of a trial without confirmation';

/**
 * A config in force for a time: it is written to the file when somebody confirms it, and goes back by itself when nobody does.
 *
 *     off ──begin──▶ on ──confirm──▶ off, the file is written
 *                    ├──its time ends──▶ off, the config of before is in force
 *                    └──any reload──▶ off, the file's config is in force
 */
@Injectable()
export class Trial implements OnApplicationShutdown {
  private readonly log = new Logger('Config');
  private current: { before: MasterConfig; until: Date; timer: NodeJS.Timeout } | null = null;

  constructor(
    private readonly config: CurrentConfig,
    private readonly reload: Reload,
  ) {
    reload.onReload(({ by, refused }) => {
      if (by !== BY && refused === null) void this.end();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.current !== null) await this.end();
  }

  /** null: none is on. */
  until(): Date | null {
    return this.current?.until ?? null;
  }

  /** Puts `text` in force for so long; a trial that is on begins anew with it. Rejects with ConfigRefusal when it could never be kept. */
  async begin(text: string, seconds: number): Promise<ReloadOutcome> {
    const { file } = this.config.value;
    const before = this.current?.before ?? this.config.value;
    const candidate = besideOf(file, 'candidate');
    await mustBeReplaceable(file);
    await writeFile(candidate, text, { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
      throw new ConfigRefusal(`${dirname(file)} cannot be written (${error.code}), so nothing could be kept there`);
    });
    const outcome = await this.reload.tryOut(candidate, BY);
    if (outcome.refused !== null) {
      await rm(candidate, { force: true });
      return outcome;
    }
    await rename(candidate, besideOf(file, 'trial'));
    clearTimeout(this.current?.timer);
    const timer = setTimeout(() => void this.reload.putBack(before, BACK), seconds * 1000);
    this.current = { before, until: new Date(Date.now() + seconds * 1000), timer: timer.unref() };
    return outcome;
  }

  /** Writes what is on trial to the file; false: nothing is. */
  async confirm(): Promise<boolean> {
    if (this.current === null) return false;
    const { file } = this.config.value;
    const trial = besideOf(file, 'trial');
    try {
      await chmod(trial, (await stat(file)).mode);
      await rename(trial, file);
    } catch (error) {
      throw new ConfigRefusal(`${file} cannot be written (${(error as NodeJS.ErrnoException).code})`);
    }
    this.log.log(`the config on trial is confirmed, and written to ${file}`);
    await this.end();
    return true;
  }

  private async end(): Promise<void> {
    clearTimeout(this.current?.timer);
    this.current = null;
    await rm(besideOf(this.config.value.file, 'trial'), { force: true }).catch(() => undefined);
  }
}

const besideOf = (file: string, what: 'candidate' | 'trial'): string => join(dirname(file), `.${basename(file)}.${what}`);

async function mustBeReplaceable(file: string): Promise<void> {
  const found = await lstat(file).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigRefusal(`${file} cannot be replaced (${error.code})`);
  });
  if (found.isSymbolicLink()) throw new ConfigRefusal(`${file} is a link: change what it leads to, or whoever put it there`);
  if (!found.isFile()) throw new ConfigRefusal(`${file} is no single file: change the files in it`);
}
