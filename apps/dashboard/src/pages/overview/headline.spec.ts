import { expect, test } from 'vitest';
import { headlineParts, sinceWhen } from './headline.js';
import { row } from './row.fixture.js';

const NONE = { fallback: 0, frozen: 0, unknown: 0, degraded: 0, healthy: 0 };
const AT = new Date(2026, 10, 22, 3, 4, 12).getTime();
const MIN = 60_000;
const before = (ms: number) => new Date(AT - ms).toISOString();

test.each([
  [NONE, 'No domains yet.'],
  [{ ...NONE, healthy: 1 }, 'The only domain is healthy.'],
  [{ ...NONE, healthy: 5000 }, 'All 5,000 domains are healthy.'],
  [{ fallback: 2, frozen: 1, unknown: 1, degraded: 3, healthy: 9 }, '2 domains on fallback, 1 frozen, 1 unknown, 3 degraded.'],
  [{ ...NONE, degraded: 1, healthy: 4 }, '1 domain degraded.'],
  [{ ...NONE, fallback: 1812, degraded: 240 }, '1,812 domains on fallback, 240 degraded.'],
])('%o', (counts, sentence) => expect(headlineParts(counts).join(' ')).toBe(sentence));

test('what was seen last is told in the past', () => {
  expect(headlineParts({ ...NONE, fallback: 2, degraded: 1 }, AT).join(' ')).toBe(
    'At 03:04:12, 2 domains were on fallback, 1 degraded.',
  );
  expect(headlineParts({ ...NONE, healthy: 2 }, AT).join(' ')).toBe('At 03:04:12, all 2 domains were healthy.');
});

test('since when', () => {
  const healthy = [row({ domain: 'x' }), row({ domain: 'y' })];
  const old = row({ state: 'degraded', since: before(120 * MIN) });
  const fresh = [row({ state: 'fallback', since: before(13 * MIN) }), row({ state: 'fallback', since: before(12 * MIN) })];
  expect(sinceWhen([...fresh, old, ...healthy], AT)).toBe(
    '2 of these 3 changed in the last 15 min, the first at 02:51:12. The other 2 are healthy.',
  );
  expect(sinceWhen([...fresh], AT)).toBe('All changed within 1 min, the first at 02:51:12.');
  expect(sinceWhen([old, ...healthy], AT)).toBe('It changed 2 h ago. The other 2 are healthy.');
});

test('all is well: the last change, and how long it was', () => {
  const since = before(180 * MIN);
  const spans = [
    { at: AT - 186 * MIN, state: 'degraded' as const },
    { at: AT - 180 * MIN, state: 'healthy' as const },
  ];
  expect(sinceWhen([row({ domain: 'auth.svc.example', since, before: 'degraded', spans }), row({ before: null })], AT)).toBe(
    'Last change 3 h ago: auth.svc.example, degraded for 6 min.',
  );
});
