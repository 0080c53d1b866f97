import { expect, it } from 'vitest';
import { duration, printable, secondsOf } from './words.js';

it.each([
  [0, '0s'],
  [999, '0s'],
  [1000, '1s'],
  [59_999, '59s'],
  [60_000, '1m'],
  [125_000, '2m5s'],
  [7_500_000, '2h5m'],
  [86_400_000 * 3, '3d'],
  [86_400_000 * 3 + 3_600_000 * 5 + 60_000, '3d5h'],
])('%i ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

it.each([
  ['90', 90],
  ['90s', 90],
  ['1.5m', 90],
  ['2h', 7200],
  ['1d', 86_400],
  ['', null],
  ['5w', null],
  ['-5', null],
  ['5 m', null],
])('%s is %s s', (text, seconds) => expect(secondsOf(text)).toBe(seconds));

it('lets nothing end the line or steer a terminal', () => {
  expect(printable('a\u001b[31m\r\n\u009bb ä')).toBe('a\\u001b[31m\\u000d\\u000a\\u009bb ä');
});
