import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { type FaultLog, type Path, type Place } from './fault.js';

const LARGEST_FILE = 16 * 1024 * 1024;

/** The text of one file, and where each line of it begins. */
export class Source {
  private starts: number[] | undefined;

  constructor(
    readonly file: string,
    readonly text: string,
  ) {}

  place(offset: number): Place {
    const starts = (this.starts ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: offset - starts[low]! + 1 };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

export const wholeFile = (file: string): Place => ({ file, line: 0, column: 0 });

export const sourceOf = (file: string, text: string): Source =>
  new Source(file, text.startsWith('\ufeff') ? text.slice(1) : text);

/** What in another file names a file. */
export interface NamedBy {
  place: Place;
  path: Path;
  isRelative: boolean;
}

/** Reads a UTF-8 file of at most 16 MiB; a byte order mark is dropped. */
export function readSource(file: string, log: FaultLog, by?: NamedBy): Source | undefined {
  const bytes = readBytes(file, LARGEST_FILE);
  if (typeof bytes === 'string') {
    const found = by ? `${bytes}: ${file}` : bytes;
    log.add(by?.place ?? wholeFile(file), by?.path ?? [], found, 'a readable YAML file', remedy(bytes, by));
    return undefined;
  }
  const text = bytes.toString('utf8');
  const source = sourceOf(file, text);
  const broken = firstBrokenByte(bytes, source.text);
  if (broken === undefined) return source;
  log.add(source.place(broken), [], 'bytes that are not UTF-8', 'text in UTF-8', 'save the file as UTF-8');
  return undefined;
}

function firstBrokenByte(bytes: Buffer, text: string): number | undefined {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return Math.max(0, text.indexOf('\ufffd'));
  }
}

/** The bytes, or in words why not. Never reads more than `most` bytes, and never waits: who writes into a pipe may never come. */
export function readBytes(file: string, most: number): Buffer | string {
  let handle: number | undefined;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const kind = otherKind(fstatSync(handle));
    if (kind !== undefined) return kind;
    const chunks: Buffer[] = [];
    for (let total = 0; ;) {
      const chunk = Buffer.allocUnsafe(64 * 1024);
      const length = readSync(handle, chunk, 0, chunk.length, null);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
      total += length;
      if (total > most) return `a file of more than ${most} bytes`;
    }
  } catch (error) {
    return reasonOf(error);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** What it is if it is no file. */
function otherKind(found: Stats): string | undefined {
  if (found.isDirectory()) return 'a directory';
  if (found.isFIFO()) return 'a pipe';
  return found.isFile() ? undefined : 'a device';
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'an unknown error';
  return (
    { ENOENT: 'no such file', ENOTDIR: 'no such file', EACCES: 'a file that may not be read', ENXIO: 'a socket' }[code] ?? code
  );
}

function remedy(found: string, by?: NamedBy): string | undefined {
  if (found === 'no such file' && by) return by.isRelative ? 'check the path: it is relative to this file' : 'check the path';
  if (found === 'no such file') return 'check the path, or name another file with --config';
  if (found === 'a directory' && by) return 'write /*.yaml behind it for the files in it';
  if (found === 'a pipe' || found === 'a device' || found === 'a socket') return 'write it to a file first';
  if (found === 'a file that may not be read') return 'give the user that runs this program permission to read it';
  return undefined;
}
