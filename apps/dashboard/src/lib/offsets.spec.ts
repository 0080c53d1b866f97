import { expect, test } from 'vitest';
import { indexAt, offsetsOf } from './offsets.js';

const offsets = offsetsOf([58, 58, 40, 40]);

test('each row begins where the heights before it end', () => expect([...offsets]).toEqual([0, 58, 116, 156, 196]));

test.each([
  [-100, 0],
  [0, 0],
  [57.9, 0],
  [58, 1],
  [155, 2],
  [156, 3],
  [10_000, 3],
])('at %d stands row %d', (y, index) => expect(indexAt(offsets, y)).toBe(index));

test('no rows', () => expect(indexAt(offsetsOf([]), 10)).toBe(0));
