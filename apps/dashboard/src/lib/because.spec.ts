import { expect, test } from 'vitest';
import { becauseOf } from './because.js';
import { recordChanges, ttlWords } from './records.js';

const answer = (addresses: string[], over = {}) => ({
  state: 'healthy',
  addresses,
  source: 'targets',
  ttl: 5,
  reason: '',
  weights: null,
  max_answers: null,
  ...over,
});

function said(now: string[] | null, then: string[] | null, over: object = {}) {
  return becauseOf({
    domain: 'a',
    changed: true,
    weaker: false,
    now: now && answer(now),
    then: then && answer(then, over),
    added: (then ?? []).filter((one) => !now?.includes(one)),
    removed: (now ?? []).filter((one) => !then?.includes(one)),
  });
}

test('why an answer is another', () => {
  const one = '1 of 3 targets up, answering …';
  expect(said(['a'], ['f'], { source: 'fallback', reason: '0 of 1 target up, answering fallback f (…)' })).toBe(
    'Its only target does not count as up, so its fallback is answered.',
  );
  expect(said(['a', 'b'], ['a', 'b'], { source: 'all_targets', reason: '0 of 2 targets up' })).toBe(
    'None of its 2 targets counts as up, so every target in service is answered.',
  );
  expect(said(['a'], ['b'], { reason: '1 of 2 targets up, …' })).toBe('b takes over from a. 1 of 2 targets counts as up.');
  expect(said(['a', 'b', 'c'], ['a'], { reason: one })).toBe('1 of 3 addresses stays. 1 of 3 targets counts as up.');
  expect(said(['a'], ['a', 'b'])).toBe('b is answered again.');
  expect(said(['a'], ['a'], { state: 'frozen' })).toBe('The answer is held: votes are missing.');
  expect(
    said(['a'], ['a'], { state: 'frozen', reason: '1 of 1 target up, … (a down: answered all the same, as the brake is on)' }),
  ).toBe('The brake holds the answer, though its targets are down.');
  expect(said(['a', 'b'], ['a', 'b'], { max_answers: 1, reason: '2 of 2 targets up' })).toBe(
    'The addresses stay, and are drawn otherwise. 2 of 2 targets count as up.',
  );
  expect(said(['a'], null)).toBe('The config does not have it any more, so nothing is answered.');
  expect(said(null, ['f'], { source: 'fallback', reason: '0 of 2 targets up' })).toBe(
    'It is new. None of its 2 targets counts as up, so its fallback is answered.',
  );
});

test('records: kept, gone, new', () => {
  expect(recordChanges(['a', 'b'], ['c', 'b'])).toEqual([
    { address: 'a', change: 'gone' },
    { address: 'b', change: 'kept' },
    { address: 'c', change: 'new' },
  ]);
  expect([ttlWords(30, 5), ttlWords(5, 5), ttlWords(5, undefined)]).toEqual(['TTL 30, was 5', 'TTL 5', 'TTL 5']);
});
