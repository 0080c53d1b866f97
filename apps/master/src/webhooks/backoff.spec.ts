import { expect, it } from 'vitest';
import { backoffMs, retryAfterMs } from './backoff.js';

it.each([
  [1, 0, 250],
  [1, 1, 500],
  [3, 1, 2000],
  [8, 1, 60_000],
  [5000, 0, 30_000],
])('after %i failures, by chance %f: %i ms', (failures, random, ms) => expect(backoffMs(failures, random)).toBe(ms));

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
it.each([
  [undefined, 0],
  ['', 0],
  ['7', 7000],
  ['Fri, 02 Jan 2026 03:04:15 GMT', 10_000],
  ['Thu, 01 Jan 2026 03:04:15 GMT', 0],
  ['999999999', 3_600_000],
  ['soon', 0],
  ['-5', 0],
])('Retry-After: %s asks for %i ms', (header, ms) => expect(retryAfterMs(header, NOW)).toBe(ms));
