import { expect, test } from 'vitest';
import { bytes, plural } from './words.js';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_200_000, '1.2 MB'],
  [212_400_000, '212 MB'],
])('%d bytes are %s', (value, words) => expect(bytes(value)).toBe(words));

test('one and many', () => {
  expect([plural(1, 'domain'), plural(4993, 'domain'), plural(0, 'reply', 'replies')]).toEqual([
    '1 domain',
    '4,993 domains',
    '0 replies',
  ]);
});
