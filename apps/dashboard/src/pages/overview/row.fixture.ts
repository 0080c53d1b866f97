import type { DomainRow } from '../../api/types.js';

const NONE = { maintenance: 0, drain: 0, force_up: 0, force_down: 0 };

/** A healthy domain; replace what a test is about. */
export const row = (over: Partial<DomainRow> = {}): DomainRow => ({
  domain: 'a.example',
  zone: 'example',
  state: 'healthy',
  since: '2026-01-02T03:04:05.000Z',
  before: 'degraded',
  reason: '',
  addresses: ['192.0.2.10'],
  source: 'targets',
  ttl: 5,
  up: 1,
  in_service: 1,
  total: 1,
  overrides: NONE,
  tags: [],
  check: 'tcp',
  policy: 'quorum',
  failing: [],
  targets: ['192.0.2.10:443'],
  spans: [],
  span_count: 0,
  ...over,
});
