import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { ReportDto } from './report.dto.js';

const REPORT = {
  agent_id: 'example',
  timestamp: '2026-01-02T03:04:05.678901+00:00',
  check_name: 'webmail.failover:10.10.10.250:443',
  domain: 'webmail.failover',
  type: 'tcp',
  target_ip: '10.10.10.250',
  port: 443,
  status: 'ok',
  latency_ms: 12.34,
  reason: null,
};

const wrong = (change: object): string[] =>
  validateSync(plainToInstance(ReportDto, { ...REPORT, ...change })).map((error) => error.property);

describe('ReportDto', () => {
  it.each([
    ['as the predecessor sends it', {}],
    ['without a port', { port: null }],
    ['without what may be missing', { port: undefined, latency_ms: undefined, reason: undefined }],
    ['an IPv6 target', { target_ip: '2001:db8::1' }],
    ['a time without a zone', { timestamp: '2026-01-02T03:04:05.678901' }],
    ['a check that could not be performed', { status: 'error', reason: 'permission' }],
    ['a field that nobody knows', { extra: 1 }],
  ])('takes a report %s', (_name, change) => {
    expect(wrong(change)).toEqual([]);
  });

  it.each([
    ['agent_id', { agent_id: 'x'.repeat(256) }],
    ['timestamp', { timestamp: 1767323045 }],
    ['timestamp', { timestamp: '02.01.2026' }],
    ['target_ip', { target_ip: '10.10.10' }],
    ['port', { port: 0 }],
    ['port', { port: 65_536 }],
    ['port', { port: '443' }],
    ['port', { port: 44.3 }],
    ['status', { status: 'up' }],
    ['latency_ms', { latency_ms: -1 }],
    ['latency_ms', { latency_ms: Number.POSITIVE_INFINITY }],
    ['reason', { reason: 'x'.repeat(1025) }],
  ])('refuses a wrong %s: %j', (property, change) => {
    expect(wrong(change)).toEqual([property]);
  });
});
