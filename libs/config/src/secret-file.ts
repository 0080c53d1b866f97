import { dirname, resolve } from 'node:path';
import { readBytes } from './source.js';

const LARGEST_SECRET = 64 * 1024;

/** Reads a secret from a file beside the config (or absolute), without the newline at its end. */
export function readSecret(file: string, config: string): { value: string } | { found: string } {
  const bytes = readBytes(resolve(dirname(config), file), LARGEST_SECRET);
  if (typeof bytes === 'string') return { found: bytes };
  const value = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r?\n$/, '');
  return value === '' ? { found: 'an empty file' } : { value };
}
