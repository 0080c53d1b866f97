import { type FaultKind, type StorageFault } from './messages.js';

/** The file is there and well, and not for us: locked, foreign, or replaced. */
export class FileFault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** SQLite's primary result codes. */
const [BUSY, LOCKED, CORRUPT, FULL, NOT_A_DATABASE] = [5, 6, 11, 13, 26];

const codeOf = (error: unknown): number => ((error as { errcode?: number }).errcode ?? 0) & 0xff;

export const isCorrupt = (error: unknown): boolean => [CORRUPT, NOT_A_DATABASE].includes(codeOf(error));

/** What went wrong, in words that name the file. */
export function faultOf(error: unknown, path: string): StorageFault {
  if (error instanceof FileFault) return { kind: error.kind, message: error.message };
  const code = codeOf(error);
  if (code === BUSY || code === LOCKED) return { kind: 'locked', message: `${path} is in use by another master` };
  const { message } = error as Error;
  const isFull = code === FULL || (error as NodeJS.ErrnoException).code === 'ENOSPC';
  return { kind: isFull ? 'full' : 'other', message: message.includes(path) ? message : `${path}: ${message}` };
}
