import { chmod, glob, lstat, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isPattern, type Texts } from '@failover-dns/config';
import { ConfigRefusal } from './config-refusal.js';

const DEFAULT_MODE = 0o640;

const besideOf = (file: string, what: 'candidate' | 'trial'): string => join(dirname(file), `.${basename(file)}.${what}`);

/** Writes each text beside the file that it may take the place of. Rejects with ConfigRefusal where it never could. */
export async function writeCandidates(texts: Texts): Promise<void> {
  for (const file of texts.keys()) await mustBeReplaceable(file);
  for (const [file, text] of texts) {
    await writeFile(besideOf(file, 'candidate'), text, { mode: 0o600 }).catch(async (error: NodeJS.ErrnoException) => {
      await dropFiles(texts.keys(), 'candidate');
      throw new ConfigRefusal(`${dirname(file)} cannot be written (${error.code}), so nothing could be kept there`);
    });
  }
}

/** Candidates are on trial now. */
export async function promote(texts: Texts): Promise<void> {
  for (const file of texts.keys()) await rename(besideOf(file, 'candidate'), besideOf(file, 'trial'));
}

/** Every text that is on trial takes the place of its file, which keeps its mode. */
export async function keep(texts: Texts): Promise<void> {
  for (const file of texts.keys()) {
    try {
      const mode = await stat(file).then(
        (found) => found.mode,
        () => DEFAULT_MODE,
      );
      await chmod(besideOf(file, 'trial'), mode);
      await rename(besideOf(file, 'trial'), file);
    } catch (error) {
      throw new ConfigRefusal(`${file} cannot be written (${(error as NodeJS.ErrnoException).code})`);
    }
  }
}

export async function dropFiles(files: Iterable<string>, what: 'candidate' | 'trial'): Promise<void> {
  for (const file of files) await rm(besideOf(file, what), { force: true }).catch(() => undefined);
}

/** What a master left that was killed in the middle of a trial: beside the files that it read, the config's own first, and where it would read new ones. */
export async function dropLeftOvers(files: readonly string[]): Promise<void> {
  const patterns = [...files.slice(0, 1).map((own) => join(own, '*.{yaml,yml}')), ...files.filter(isPattern)];
  for (const what of ['candidate', 'trial'] as const) {
    await dropFiles(files, what);
    for await (const left of glob(patterns.map((pattern) => besideOf(pattern, what))))
      await rm(left, { force: true }).catch(() => undefined);
  }
}

/** A file that is part of the config no more: its text is kept under a name that nobody reads. */
export async function setAside(file: string): Promise<string> {
  const aside = `${file}.before`;
  await rename(file, aside);
  return aside;
}

async function mustBeReplaceable(file: string): Promise<void> {
  const found = await lstat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new ConfigRefusal(`${file} cannot be replaced (${error.code})`);
  });
  if (found === null || found.isFile()) return;
  if (found.isSymbolicLink()) throw new ConfigRefusal(`${file} is a link: change what it leads to, or whoever put it there`);
  throw new ConfigRefusal(`${file} is no file, so none can take its place`);
}
