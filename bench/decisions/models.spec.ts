import { DEFAULT_RULES } from '@failover-dns/policies';
import { describe, expect, it } from 'vitest';
import { type Chain } from './chain.ts';
import { voteChain } from './core.ts';
import { gdnsd, inARow } from './models.ts';

/** Results (`o`, `x`; `20o`: 20 of them), and what the chart says after each: `U` or `d`. */
function said(chain: Chain, results: string): string {
  let state = chain.start;
  const letters = results.replaceAll(/(\d+)([ox])/g, (_all, times: string, letter: string) => letter.repeat(Number(times)));
  return [...letters.replaceAll(' ', '')]
    .map((letter) => {
      state = (letter === 'o' ? chain.ok[state] : chain.fail[state]) ?? Number.NaN;
      return chain.up[state] ? 'U' : 'd';
    })
    .join('');
}

describe('gdnsd: 10 failures that count, cleared by 10 successes in a row; 20 successes in a row to come back', () => {
  it.each([
    ['9x', 'U'],
    ['10x', 'd'],
    ['9x 9o x', 'd'],
    ['9x 10o 9x', 'U'],
    ['9x 10o 10x', 'd'],
    ['x o x o x o x o x o x o x o x o x o', 'U'],
    ['x o x o x o x o x o x o x o x o x o x', 'd'],
    ['10x 19o', 'd'],
    ['10x 20o', 'U'],
    ['10x 19o x 19o', 'd'],
    ['10x 20o 9x', 'U'],
  ])('%s → %s', (results, last) => expect(said(gdnsd(), results).at(-1)).toBe(last));

  it('has a state for each counter', () => expect(gdnsd().up).toHaveLength(1 + 9 * 10 + 20));
});

describe('failures in a row', () => {
  it.each([
    [1, 'oxoxxo', 'UdUddU'],
    [3, 'xxoxxxxo', 'UUUUUddU'],
  ])('%i: %s → %s', (failures, results, wanted) => expect(said(inARow(failures), results)).toBe(wanted));
});

describe('a vote of ours, read off the core', () => {
  it.each([
    [1, 1, 'oxoxx', 'UdUdd'],
    [2, 2, 'xoxxoxoo', 'UUUddddU'],
    [2, 3, 'xxoxxxooxxx', 'UUUUUddUUUd'],
  ])('rise %i, fall %i: %s → %s', (rise, fall, results, wanted) =>
    expect(said(voteChain({ ...DEFAULT_RULES, rise, fall, window: fall }), results)).toBe(wanted),
  );
});
