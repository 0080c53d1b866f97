import { expect, it } from 'vitest';
import { error, fail } from '../probers/observation.js';
import { resultOf } from './result.fixture.js';
import { toBatch, toReport } from './result.js';

it('is the contract’s report, to the byte', () => {
  expect(JSON.stringify(toReport('example', resultOf()))).toBe(
    '{"agent_id":"example","timestamp":"2026-01-02T03:04:05.678+00:00","check_name":"webmail.failover:192.0.2.10:443",' +
      '"domain":"webmail.failover","type":"tcp","target_ip":"192.0.2.10","port":443,"status":"ok","latency_ms":12.34,"reason":null}',
  );
});

it('is a batch with identity, sequence and the time of sending', () => {
  const results = [
    resultOf({ seq: 7, observation: fail('status', '503', 3) }),
    resultOf({ seq: 8, observation: error('local', 'EMFILE') }),
  ];
  expect(toBatch('example', 'boot', Date.parse('2026-01-02T03:04:06Z'), results)).toEqual({
    agent_id: 'example',
    boot_id: 'boot',
    sent_at: '2026-01-02T03:04:06.000Z',
    reports: [
      expect.objectContaining({
        seq: 7,
        status: 'fail',
        latency_ms: 3,
        reason: 'status: 503',
        timestamp: '2026-01-02T03:04:05.678Z',
      }),
      expect.objectContaining({ seq: 8, status: 'error', latency_ms: null, reason: 'local: EMFILE' }),
    ],
  });
});
