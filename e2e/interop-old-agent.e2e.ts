import { beforeAll, expect, test } from 'vitest';
import { type Master } from './harness/master.js';
import { sendRaw } from './harness/predecessor.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

/** What the predecessor's agent sends, byte for byte. */
const REPORT =
  '{"agent_id":"example","timestamp":"2026-01-02T03:04:05.678901+00:00","check_name":"webmail.failover:10.10.10.250:443","domain":"webmail.failover","type":"tcp","target_ip":"10.10.10.250","port":443,"status":"ok","latency_ms":12.34,"reason":null}';
const ICMP_REPORT =
  '{"agent_id":"example","timestamp":"2026-01-02T03:04:05.678901+00:00","check_name":"ping.failover:10.10.10.252:icmp","domain":"ping.failover","type":"icmp","target_ip":"10.10.10.252","port":null,"status":"ok","latency_ms":0.4,"reason":null}';

const world = useWorld({ shared: true });
let master: Master;
const key = { 'X-API-Key': 'secret_token' };

beforeAll(async () => {
  const patient = { server: { timeout_sec: 600 }, agent: { interval_sec: 30, timeout_sec: 5, token: 'secret_token' } };
  const targets = [
    { ip: '10.10.10.250', port: 443 },
    { ip: '10.10.10.251', port: 443 },
  ];
  master = await world.master({
    domains: {
      'webmail.failover': domain(targets, patient),
      'ping.failover': domain([{ ip: '10.10.10.252' }], { ...patient, monitor: { mode: 'icmp' } }),
      'other.failover': domain([{ ip: '10.10.10.253', port: 80 }], { ...patient, monitor: { monitor_tag: 'other' } }),
    },
  });
});

test('GET /api/v1/tasks?tags=test', async () => {
  const reply = await sendRaw(master.apiPort, 'GET', '/api/v1/tasks?tags=test', key);
  expect(reply.status).toBe(200);
  expect(reply.headers).toContain('content-type: application/json');
  const task = { domain: 'webmail.failover', port: 443, type: 'tcp', timeout_sec: 5, interval_sec: 30 };
  const { tasks } = JSON.parse(reply.body) as { tasks: unknown[] };
  expect(tasks).toHaveLength(3);
  expect(tasks[0]).toMatchObject({ ...task, check_name: 'webmail.failover:10.10.10.250:443', target_ip: '10.10.10.250' });
  expect(tasks[1]).toMatchObject({ ...task, check_name: 'webmail.failover:10.10.10.251:443', target_ip: '10.10.10.251' });
  expect(tasks[2]).toMatchObject({ check_name: 'ping.failover:10.10.10.252:icmp', type: 'icmp', port: null });
});

test('its report is taken, and the answer follows', async () => {
  expect(await master.addresses('webmail.failover')).toEqual([FALLBACK]);
  const reply = await sendRaw(master.apiPort, 'POST', '/api/v1/report', key, REPORT);
  expect(reply).toMatchObject({ status: 200, body: '{"status":"ok"}' });
  expect(await master.addresses('webmail.failover')).toEqual(['10.10.10.250']);

  const failed = REPORT.replace('"ok","latency_ms":12.34,"reason":null', '"fail","latency_ms":null,"reason":"timed out"');
  expect(await sendRaw(master.apiPort, 'POST', '/api/v1/report', key, failed)).toMatchObject({ status: 200 });
  expect(await master.addresses('webmail.failover')).toEqual([FALLBACK]);
});

test('a report about icmp has no port', async () => {
  expect(await sendRaw(master.apiPort, 'POST', '/api/v1/report', key, ICMP_REPORT)).toMatchObject({ status: 200 });
  expect(await master.addresses('ping.failover')).toEqual(['10.10.10.252']);
});

test.each([
  ['without a zone', '2026-01-02T03:04:05.678901'],
  ['in the far future', '2199-01-02T03:04:05.678901+00:00'],
  ['in the far past', '1999-01-02T03:04:05.678901+00:00'],
])('a timestamp %s counts as any other, and breaks no status', async (_name, timestamp) => {
  const body = REPORT.replace('2026-01-02T03:04:05.678901+00:00', timestamp);
  expect(await sendRaw(master.apiPort, 'POST', '/api/v1/report', key, body)).toMatchObject({ status: 200 });
  expect(await master.addresses('webmail.failover')).toEqual(['10.10.10.250']);
  expect((await master.get('/api/v1/status')).status).toBe(200);
  expect((await master.get('/api/v1/status/webmail.failover')).status).toBe(200);
});

test('unknown fields are ignored', async () => {
  const body = REPORT.replace('{', '{"colour":"blue","nested":{"a":[1]},');
  expect(await sendRaw(master.apiPort, 'POST', '/api/v1/report', key, body)).toMatchObject({
    status: 200,
    body: '{"status":"ok"}',
  });
});

test('GET /api/v1/status and /api/v1/status/{domain} have the fields that scripts read', async () => {
  await sendRaw(master.apiPort, 'POST', '/api/v1/report', key, REPORT);
  const { body } = await master.get<{ status: Record<string, unknown>[] }>('/api/v1/status');
  const row = body.status.find(({ domain: name }) => name === 'webmail.failover');
  expect(row).toMatchObject({
    domain: 'webmail.failover',
    live_ips: ['10.10.10.250'],
    using_fallback: false,
    fallback_ips: [FALLBACK],
    agents: [{ agent_id: 'example', checked_ips: ['10.10.10.250'], last_seen: expect.any(String) as string }],
    last_updated: expect.any(String) as string,
  });
  const one = await master.get('/api/v1/status/webmail.failover');
  expect(one.body).toMatchObject({
    domain: 'webmail.failover',
    check_type: 'tcp',
    live: true,
    fallback_ips: [FALLBACK],
    ip_checks: { '10.10.10.250': { example: JSON.parse(REPORT) as object } },
  });
});
