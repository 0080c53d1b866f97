import { expect, it } from 'vitest';
import { type Fast, hurryMs, nextRow, NOTHING_SAID, type Row } from './settling.js';

const FAST: Fast = { intervalMs: 500, rise: 2, fall: 3 };
const RESULT = { o: 'ok', x: 'fail', e: 'error' } as const;

/** After each result a letter: `f` the next check comes fast, `-` it waits for the interval. */
function paceOf(results: string, fast: Fast | null = FAST): string {
  let row: Row = NOTHING_SAID;
  return [...results]
    .map((letter) => {
      const seen = { result: RESULT[letter as keyof typeof RESULT] };
      row = nextRow(row, seen);
      return hurryMs(row, seen, fast) === Infinity ? '-' : 'f';
    })
    .join('');
}

it.each([
  ['what never turns', 'oooo', '----'],
  ['the first word, good or bad', 'xxx', '---'],
  ['a fall', 'ooxxxx', '--ff--'],
  ['a rise', 'xxooo', '--f--'],
  ['a fall that is no fall', 'ooxooo', '--ff--'],
  ['flapping', 'oxoxo', '-ffff'],
  ['an error before anything', 'eeo', '---'],
  ['an error on the way: it counts for nothing, and is not hurried', 'oxexex', '-f-f--'],
])('%s', (_what, results, pace) => expect(paceOf(results)).toBe(pace));

it('hurries nothing without a fast interval, or where one result settles it', () => {
  expect(paceOf('oxoxxo', null)).toBe('------');
  expect(paceOf('oxoxxo', { ...FAST, rise: 1, fall: 1 })).toBe('------');
});
