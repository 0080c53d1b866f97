import { expect, it } from 'vitest';
import { backoffMs, retryAfterMs } from './backoff.js';

it.each([
  [1, 0, 250],
  [1, 1, 500],
  [2, 1, 1000],
  [5, 1, 8000],
  [6, 1, 10_000],
  [1000, 0, 5000],
  [1000, 1, 10_000],
])('after %i failures, at chance %f: %i ms', (failures, random, ms) => expect(backoffMs(failures, random)).toBe(ms));

const now = Date.parse('2026-01-02T03:04:05Z');

it.each([
  [undefined, null],
  ['', null],
  ['soon', null],
  ['0', null],
  ['0.5', null],
  ['-1', null],
  ['1', 1000],
  ['120', 120_000],
  ['86400', 3_600_000],
  ['Fri, 02 Jan 2026 03:04:15 GMT', 10_000],
  ['Fri, 02 Jan 2026 03:00:00 GMT', null],
])('Retry-After: %s is %s ms', (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));
