import { readFileSync, statSync } from 'node:fs';
import { misuse } from '../failure.js';

/** The first line of a file; a file that others can read draws a warning. */
export function readToken(file: string, warnings: string[]): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw misuse(`the token file ${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  if (isReadByOthers(file)) warnings.push(`${file} holds a token and others can read it: chmod 600 ${file}`);
  const token = text.replace(/^\ufeff/, '').trim();
  if (token === '') throw misuse(`the token file ${file} is empty`);
  return token;
}

export function isReadByOthers(file: string): boolean {
  const { mode } = statSync(file);
  return process.platform !== 'win32' && (mode & 0o077) !== 0;
}
