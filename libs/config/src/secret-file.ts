import { dirname, resolve } from 'node:path';
import { readBytes } from './source.js';

const LARGEST_SECRET = 64 * 1024;

/** Where a secret's file is: beside the config, unless it is absolute. */
export const secretPath = (file: string, config: string): string => resolve(dirname(config), file);

/** Reads a secret from a file, without the newline at its end. */
export function readSecret(file: string): { value: string } | { found: string } {
  const bytes = readBytes(file, LARGEST_SECRET);
  if (typeof bytes === 'string') return { found: bytes };
  const value = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r?\n$/, '');
  return value === '' ? { found: 'an empty file' } : { value };
}
