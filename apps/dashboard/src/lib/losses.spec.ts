import { expect, test } from 'vitest';
import { lossOf } from './losses.js';

const answer = (source: string) => ({ state: '', addresses: [], weights: null, max_answers: null, source, ttl: 5, reason: '' });
const loss = (now: string | null, then: string | null) =>
  lossOf({ now: now === null ? null : answer(now), then: then === null ? null : answer(then) });

test('what users lose: every target, or the name', () => {
  expect([loss('targets', 'fallback'), loss('all_targets', 'fallback'), loss('last_good', 'nodata')]).toEqual([
    'fallback',
    'fallback',
    'nodata',
  ]);
  expect([loss('targets', 'servfail'), loss('targets', null), loss('fallback', null)]).toEqual(['servfail', 'gone', 'gone']);
  expect([
    loss('targets', 'all_targets'),
    loss('fallback', 'nodata'),
    loss(null, 'fallback'),
    loss('fallback', 'targets'),
  ]).toEqual([null, null, null, null]);
});
