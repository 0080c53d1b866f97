import { describe, expect, it } from 'vitest';
import { type CheckResult } from './model.js';
import { nextVote, valueAt, type Vote } from './vote.js';

const LETTERS: Record<string, CheckResult> = { o: 'ok', x: 'fail', e: 'error' };

/** Runs results one second apart; gives the vote's value after each: u(p) d(own) ?(unknown). */
function values(results: string, rules: { rise?: number; fall?: number; window?: number } = {}): string {
  const all = { timeoutMs: 60_000, rise: 1, fall: 1, window: rules.fall ?? 1, ...rules };
  let vote: Vote | undefined;
  return [...results]
    .map((letter, index) => {
      const at = index * 1000;
      vote = nextVote(vote, { agent: 'fra', result: LETTERS[letter] ?? 'error', at, latencyMs: null, reason: null }, at, all);
      return { up: 'u', down: 'd', unknown: '?' }[vote.value];
    })
    .join('');
}

describe('nextVote', () => {
  it.each([
    // results, rules, votes after each
    ['the first report sets it', 'o', {}, 'u'],
    ['the first report sets it, whatever fall says', 'x', { fall: 3 }, 'd'],
    ['rise 1 and fall 1 follow each result', 'oxoxxo', {}, 'ududdu'],
    ['fall 3 needs three failures', 'oxxx', { fall: 3 }, 'uuud'],
    ['fall 3, window 3: a success between starts anew', 'oxxoxxx', { fall: 3 }, 'uuuuuud'],
    ['fall 2 of the last 4', 'oxoox', { fall: 2, window: 4 }, 'uuuud'],
    ['fall 2 of the last 3: too far apart', 'oxooxo', { fall: 2, window: 3 }, 'uuuuuu'],
    ['rise 3 needs three successes in a row', 'xoooo', { rise: 3 }, 'ddduu'],
    ['rise 3: a failure between starts anew', 'xooxooo', { rise: 3 }, 'ddddddu'],
    ['an error is no evidence', 'oeexeo', {}, 'uuuddu'],
    ['an error neither counts nor breaks a row of failures', 'oxexx', { fall: 3 }, 'uuuud'],
    ['nothing but errors is no vote', 'eee', {}, '???'],
    ['the first evidence after errors sets it', 'eex', { fall: 3 }, '??d'],
  ])('%s', (_name, results, rules, expected) => {
    expect(values(results, rules)).toBe(expected);
  });

  const rules = { timeoutMs: 60_000, rise: 3, fall: 3, window: 3 };
  const seen = (result: CheckResult, at: number) => ({ agent: 'fra', result, at, latencyMs: null, reason: null });

  it('says nothing once it is as old as the timeout, and an error does not keep it fresh', () => {
    const first = nextVote(undefined, seen('ok', 0), 0, rules);
    const then = nextVote(first, seen('error', 59_000), 59_000, rules);
    expect([valueAt(then, 59_999, rules), valueAt(then, 60_000, rules)]).toEqual(['up', 'unknown']);
  });

  it('starts anew after it went stale: counters are cleared and the next report sets it', () => {
    const up = nextVote(undefined, seen('ok', 0), 0, rules);
    expect(nextVote(up, seen('fail', 60_000), 60_000, rules)).toMatchObject({ value: 'down', recent: 'x' });
    expect(nextVote(up, seen('fail', 59_999), 59_999, rules)).toMatchObject({ value: 'up', recent: 'ox' });
  });

  it('takes no notice of an observation older than what it knows', () => {
    const down = nextVote(undefined, seen('fail', 10_000), 10_000, rules);
    expect(nextVote(down, seen('ok', 9_999), 11_000, rules)).toBe(down);
  });
});
