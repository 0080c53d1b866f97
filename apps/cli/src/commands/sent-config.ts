import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { sourcesOf } from '@failover-dns/config';
import { type Finding, Problem } from '../client/api.js';
import { EXIT, Failure, misuse } from '../failure.js';
import { findingText } from '../output/findings.js';
import { type Terminal } from '../output/terminal.js';
import { count } from '../output/words.js';

/** What the API takes. */
const LONGEST = 900_000;

/** A config that the master is asked about, as the API takes it. Other files that it names are those where the master runs. */
export interface SentConfig {
  /** What the user called it. */
  file: string;
  body: { config: string | null; files: { path: string; text: string }[] | null };
  /** A file as the user knows it. */
  nameOf: (file: string) => string;
}

/** A file with those below its folder that it includes, or the files of a folder. */
export function readSent(file: string): SentConfig {
  const isFolder = kindOf(file) === 'a folder';
  const folder = resolve(isFolder ? file : dirname(file));
  const config = isFolder ? null : textOf(file);
  const others = sourcesOf(file).filter((one) => (isFolder || resolve(one) !== resolve(file)) && isBelow(folder, one));
  const files = others.map((one) => ({ path: relative(folder, resolve(one)), text: textOf(one) }));
  if (isFolder && files.length === 0)
    throw misuse(`${file} is a folder without *.yaml`, 'name a config, or the folder that holds it');
  const size = files.reduce((sum, { text }) => sum + text.length, config?.length ?? 0);
  if (size > LONGEST) throw misuse(`${file} is longer than the ${LONGEST} characters that the API takes`);
  const known = new Set(files.map(({ path }) => path));
  const nameOf = (name: string) => {
    if (known.has(name)) return join(isFolder ? file : dirname(file), name);
    return name.startsWith('/') || isFolder ? name : file;
  };
  return { file, body: { config, files: files.length > 0 ? files : null }, nameOf };
}

/** The faults that the master found in a config are the user's to mend; a program that asked for JSON gets them as such. */
export async function withFaults<Result>(terminal: Terminal, sent: SentConfig, request: Promise<Result>): Promise<Result> {
  try {
    return await request;
  } catch (error) {
    if (!(error instanceof Problem) || error.faults.length === 0) throw error;
    const faults = error.faults.map((fault): Finding => ({ ...fault, file: sent.nameOf(fault.file) }));
    if (terminal.json) terminal.show({ faults }, () => '');
    throw new Failure(`${sent.file} has ${count(faults.length, 'fault')}`, faults.map(findingText), EXIT.usage);
  }
}

const isBelow = (folder: string, file: string): boolean => resolve(file).startsWith(folder === '/' ? folder : `${folder}/`);

function textOf(file: string): string {
  const kind = kindOf(file);
  if (kind !== null) throw misuse(`${file} is ${kind}`, 'name a file');
  const bytes = reading(file, () => readFileSync(file));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw misuse(`${file} holds bytes that are not UTF-8`, 'save the file as UTF-8');
  }
}

/** null: something that can be read to its end. */
function kindOf(file: string): string | null {
  const found = reading(file, () => statSync(file));
  if (found.isDirectory()) return 'a folder';
  if (found.isCharacterDevice() || found.isBlockDevice()) return 'a device';
  if (found.size > 4 * LONGEST) throw misuse(`${file} is longer than the ${LONGEST} characters that the API takes`);
  return null;
}

function reading<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = { ENOENT: 'no such file', ENOTDIR: 'no such file', EACCES: 'you may not read it' }[code ?? ''] ?? code;
    throw misuse(`${file} cannot be read: ${reason ?? String(error)}`);
  }
}
