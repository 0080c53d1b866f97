import { describe, expect, it } from 'vitest';
import { policyOf } from './decide.fixture.js';
import { POLICY_NAMES, type Vote } from './model.js';
import { tally, verdict } from './verdict.js';

const votes = (up: number, down: number, at: number): Vote[] =>
  Array.from({ length: up + down }, (_, i) => ({
    agent: `agent-${i}`,
    value: i < up ? 'up' : 'down',
    recent: '',
    successes: 0,
    at,
    latencyMs: null,
    reason: null,
  }));

describe('verdict', () => {
  // rows: u up and d down votes; columns as POLICY_NAMES: any, quorum, all, priority
  it.each([
    [0, 0, '? ? ? ?'],
    [1, 0, 'u u u u'],
    [0, 1, 'd d d d'],
    [2, 0, 'u u u u'],
    [1, 1, 'u d d u'],
    [0, 2, 'd d d d'],
    [3, 0, 'u u u u'],
    [2, 1, 'u u d u'],
    [1, 2, 'u d d u'],
    [0, 3, 'd d d d'],
    [4, 0, 'u u u u'],
    [3, 1, 'u u d u'],
    [2, 2, 'u d d u'],
    [1, 3, 'u d d u'],
    [5, 0, 'u u u u'],
    [3, 2, 'u u d u'],
    [2, 3, 'u d d u'],
    [1, 4, 'u d d u'],
    [0, 5, 'd d d d'],
  ])('%i up, %i down', (up, down, expected) => {
    const got = POLICY_NAMES.map((name) => verdict(tally(policyOf(name), votes(up, down, 0), 1, { timeoutMs: 10 })));
    expect(got.map((value) => ({ up: 'u', down: 'd', unknown: '?' })[value]).join(' ')).toBe(expected);
  });

  it('leaves votes that went stale out of the electorate', () => {
    const all = [...votes(1, 0, 5), ...votes(0, 3, 0)];
    expect(tally(policyOf('quorum'), all, 10, { timeoutMs: 10 })).toEqual({
      up: 1,
      down: 0,
      missing: 0,
      electorate: 1,
      needed: 1,
    });
  });

  it('is unknown while it hangs on missing votes', () => {
    expect(verdict({ up: 1, down: 1, missing: 1, electorate: 3, needed: 2 })).toBe('unknown');
    expect(verdict({ up: 2, down: 0, missing: 1, electorate: 3, needed: 2 })).toBe('up');
    expect(verdict({ up: 0, down: 2, missing: 1, electorate: 3, needed: 2 })).toBe('down');
  });
});
