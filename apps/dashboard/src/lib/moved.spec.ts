import { expect, test } from 'vitest';
import { countMoved } from './moved.js';

test.each([
  ['abcd', 'abcd', 0],
  ['abcd', 'dabc', 1],
  ['abcd', 'bacd', 1],
  ['abcd', 'dcba', 3],
  ['abcd', 'abd', 1],
  ['abcd', 'abxcd', 1],
  ['', 'ab', 2],
])('from %s to %s: %d', (before, after, count) => expect(countMoved([...before], [...after])).toBe(count));
