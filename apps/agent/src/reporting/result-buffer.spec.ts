import { expect, it } from 'vitest';
import { ResultBuffer } from './result-buffer.js';
import { resultOf } from './result.fixture.js';

const seqs = (buffer: ResultBuffer) => buffer.take(Infinity).map(({ seq }) => seq);
const filled = (...results: [string, number][]) => {
  const buffer = new ResultBuffer();
  for (const [domain, seq] of results) buffer.put(resultOf({ domain, seq }));
  return buffer;
};

it('gives results oldest first, in portions', () => {
  const buffer = filled(['a', 1], ['b', 2], ['d', 3], ['c', 4]);
  expect(buffer.take(2).map(({ seq }) => seq)).toEqual([1, 2]);
  expect(seqs(buffer)).toEqual([3, 4]);
  expect(buffer.isEmpty).toBe(true);
});

it('keeps all of a task while they fit into a portion, else the latest, so that none grows old', () => {
  const all = [
    ['a', 1],
    ['b', 2],
    ['a', 3],
    ['b', 4],
    ['a', 5],
  ] as const;
  expect(filled(...all.map(([domain, seq]): [string, number] => [domain, seq])).take(5)).toHaveLength(5);
  const buffer = filled(...all.map(([domain, seq]): [string, number] => [domain, seq]));
  expect(buffer.take(1).map(({ seq }) => seq)).toEqual([4]);
  expect(seqs(buffer)).toEqual([5]);
});

it('takes back what could not be sent, in its place', () => {
  const buffer = filled(['a', 1], ['b', 2]);
  const taken = buffer.take(2);
  buffer.put(resultOf({ domain: 'a', seq: 3 }));
  for (const result of taken) buffer.put(result);
  expect(seqs(buffer)).toEqual([1, 2, 3]);
});

it('keeps the latest of each task while told so, even when an older one is put back', () => {
  const buffer = filled(['a', 1], ['b', 2], ['a', 3]);
  buffer.keepLatestOnly(true);
  buffer.put(resultOf({ domain: 'b', seq: 5 }));
  buffer.put(resultOf({ domain: 'b', seq: 4 }));
  expect(seqs(buffer)).toEqual([3, 5]);
});

it('keeps a hundred of each task at most', () => {
  const buffer = filled(...Array.from({ length: 150 }, (_, seq): [string, number] => ['a', seq]));
  const kept = seqs(buffer);
  expect([kept.length, kept[0]]).toEqual([100, 50]);
});

it('forgets a task', () => {
  const buffer = filled(['a', 1], ['b', 2]);
  buffer.drop([resultOf({ domain: 'a' }).task.key]);
  expect(seqs(buffer)).toEqual([2]);
});
