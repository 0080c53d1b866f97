import { expect, test } from 'vitest';
import { ago, clockTime, lasting, moment } from './time.js';

const [SEC, MIN, HOUR] = [1000, 60_000, 3_600_000];

test.each([
  [0, '0 s'],
  [59.9 * SEC, '59 s'],
  [MIN, '1 min'],
  [59.99 * MIN, '59 min'],
  [HOUR, '1 h'],
  [47.9 * HOUR, '47 h'],
  [48 * HOUR, '2 days'],
  [-5, '0 s'],
])('%d ms are told as %s', (ms, words) => expect(lasting(ms)).toBe(words));

test('what just happened is not "0 s ago"', () => {
  expect(ago(400)).toBe('just now');
  expect(ago(61 * SEC)).toBe('1 min ago');
});

test('another day is named', () => {
  const at = new Date(2026, 10, 21, 18, 2, 9).getTime();
  expect(clockTime(at)).toBe('18:02:09');
  expect(moment(at, at + HOUR)).toBe('18:02:09');
  expect(moment(at, at + 24 * HOUR)).toBe('21 Nov 18:02');
  expect(moment(at, at + 365 * 24 * HOUR)).toBe('21 Nov 2026 18:02');
});
