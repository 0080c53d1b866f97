import { describe, expect, it } from 'vitest';
import { distance, nearest } from './nearest.js';

const KNOWN = ['policy', 'timeout_sec', 'rise', 'fall', 'window', 'listen_ip', 'listen_port'];

describe('nearest', () => {
  it.each([
    ['polcy', 'policy'],
    ['polciy', 'policy'],
    ['Policy', 'policy'],
    ['timeout-sec', 'timeout_sec'],
    ['timeout', 'timeout_sec', 'not that near'],
    ['timout_sec', 'timeout_sec'],
    ['listen_pot', 'listen_port'],
    ['rize', 'rise'],
    ['colour', undefined],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ])('%s → %s', (word, expected, remark?: string) => {
    expect(nearest(word, KNOWN)).toBe(remark ? undefined : expected);
  });

  it('prefers the first of two that are as near', () => {
    expect(nearest('ab', ['ax', 'ay'])).toBe('ax');
  });
});

describe('distance', () => {
  it.each([
    ['', '', 0],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['abcd', 'acbd', 1],
  ])('%s, %s: %i', (a, b, steps) => {
    expect(distance(a, b)).toBe(steps);
    expect(distance(b, a)).toBe(steps);
  });
});
