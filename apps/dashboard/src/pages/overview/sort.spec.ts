import { expect, test } from 'vitest';
import { row } from './row.fixture.js';
import { sorted, sortOf } from './sort.js';

const ROWS = [
  row({ domain: 'old', state: 'fallback', since: '2026-01-01T00:00:00.000Z', up: 0, in_service: 2 }),
  row({ domain: 'new', state: 'fallback', since: '2026-01-02T00:00:00.000Z', up: 0, in_service: 1 }),
  row({ domain: 'half', state: 'degraded', since: '2026-01-04T00:00:00.000Z', up: 1, in_service: 2 }),
  row({ domain: 'fine', since: '2026-01-03T00:00:00.000Z', up: 2, in_service: 2 }),
];
const order = (query: string) => sorted(ROWS, sortOf(new URLSearchParams(query))).map(({ domain }) => domain);

test.each([
  ['', ['new', 'old', 'half', 'fine']],
  ['dir=desc', ['fine', 'half', 'old', 'new']],
  ['sort=domain', ['fine', 'half', 'new', 'old']],
  ['sort=up', ['new', 'old', 'half', 'fine']],
  ['sort=changed', ['half', 'fine', 'new', 'old']],
  ['sort=nonsense', ['new', 'old', 'half', 'fine']],
])('%s', (query, names) => expect(order(query)).toEqual(names));
