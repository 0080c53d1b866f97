import type { ProblemDto } from '@failover-dns/contracts';
import { beforeAll, expect, test } from 'vitest';
import { report, sendReport } from './harness/reports.js';
import { type HttpReply, type Master } from './harness/master.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const TARGET = { ip: '192.0.2.10', port: 443 };
let master: Master;

beforeAll(async () => {
  const webmail = domain([TARGET], { agent: { token: 'secret' } });
  master = await world.master({ domains: { 'webmail.failover': webmail, 'open.failover': domain([TARGET]) } });
});

/** An RFC 9457 problem; returns its body. */
function problem(reply: HttpReply<unknown>, status: number): ProblemDto {
  expect(reply.status, reply.text).toBe(status);
  expect(reply.type).toMatch(/^application\/problem\+json/);
  const body = reply.body as ProblemDto;
  expect(body).toMatchObject({ type: expect.any(String) as string, title: expect.any(String) as string, status });
  expect(body.detail).toMatch(/\S/);
  expect(reply.text).not.toMatch(/\.[jt]s:\d+|node_modules/);
  return body;
}

const paths = (body: ProblemDto) => (body.errors ?? []).map((error) => error.path);

test('a report about an unknown domain: 404', async () => {
  const body = problem(await sendReport(master, report(TARGET, { domain: 'nobody.failover' })), 404);
  expect(body.detail).toContain('nobody.failover');
});

test('a wrong or missing token: 403', async () => {
  problem(await sendReport(master, report(TARGET), 'wrong'), 403);
  problem(await master.post('/api/v1/report', report(TARGET)), 403);
  expect(await master.addresses('webmail.failover')).toEqual([FALLBACK]);
});

test.each([
  ['another address', { ip: '192.0.2.99', port: 443 }],
  ['another port', { ip: '192.0.2.10', port: 80 }],
  ['the fallback', { ip: FALLBACK, port: 443 }],
])('%s than configured: 422, and never served', async (_name, target) => {
  const body = problem(await sendReport(master, report(target)), 422);
  expect(body.detail).toContain(target.ip);
  expect(await master.addresses('webmail.failover')).toEqual([FALLBACK]);
  expect((await master.get('/api/v1/status')).text).not.toContain('192.0.2.99');
});

test.each(['{"agent_id":', 'agent_id=example', '', '[1,2', '"text"', 'null'])(
  'a body that is no report (%s): 400',
  async (text) => {
    problem(await sendReport(master, text), 400);
  },
);

test.each([
  ['agent_id', 5],
  ['agent_id', undefined],
  ['timestamp', 'yesterday'],
  ['target_ip', '192.0.2.300'],
  ['port', 65536],
  ['port', '443'],
  ['status', 'maybe'],
  ['latency_ms', 'fast'],
  ['reason', { a: 1 }],
  ['domain', ['webmail.failover']],
] as const)('%s: %s is 400 with the path', async (field, value) => {
  const body = problem(await sendReport(master, report(TARGET, { [field]: value })), 400);
  expect(paths(body)).toEqual([field]);
});

test('all wrong fields are named at once', async () => {
  const body = problem(await sendReport(master, report(TARGET, { status: 'maybe', port: 0, agent_id: 7 })), 400);
  expect(paths(body).sort()).toEqual(['agent_id', 'port', 'status']);
});

const batch = (reports: unknown[]) => ({ agent_id: 'a1', boot_id: 'b1', sent_at: new Date().toISOString(), reports });
const postBatch = (body: unknown, token = 'secret') => master.post('/api/v1/reports', body, { 'x-api-key': token });

test('a batch: what is wrong is refused with its place, the rest counts', async () => {
  const rows = [
    { ...report(TARGET, { domain: 'open.failover' }), seq: 1 },
    { ...report(TARGET, { domain: 'nobody.failover' }), seq: 2 },
    { ...report({ ip: '192.0.2.99', port: 443 }, { domain: 'open.failover' }), seq: 3 },
  ];
  const reply = await postBatch(batch(rows));
  expect(reply).toMatchObject({ status: 200, body: { accepted: 1, rejected: [{ index: 1 }, { index: 2 }] } });
  expect((reply.body as { tasks_version: string }).tasks_version).toMatch(/\S/);
  expect(await master.addresses('open.failover')).toEqual([TARGET.ip]);
});

test('a batch: a field of the wrong type is 400 with the path', async () => {
  const body = problem(await postBatch(batch([{ ...report(TARGET), seq: 1, port: 'x' }])), 400);
  expect(paths(body)).toEqual(['reports[0].port']);
  problem(await postBatch({ agent_id: 'a1' }), 400);
  problem(await postBatch(batch(Array.from({ length: 1001 }, (_, seq) => ({ ...report(TARGET), seq })))), 400);
});

test('a body without end: 413', async () => {
  problem(await sendReport(master, `{"agent_id":"${'x'.repeat(3 << 20)}"}`), 413);
});

test('a name of 253 characters is found and can be reported, and one that is not there is 404', async () => {
  const long = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}`;
  const asked = await world.master({ domains: { [`${long}.failover`]: domain([TARGET]) } });
  expect((await asked.get(`/api/v1/domains/${long}.failover/explain`)).status).toBe(200);
  await sendReport(asked, report(TARGET, { domain: `${long}.failover` }));
  await until(async () => expect(await asked.addresses(`${long}.failover`)).toEqual([TARGET.ip]), { within: 10 });
  problem(await asked.get(`/api/v1/domains/e${long.slice(1)}.failover`), 404);
});

test('no reply about how things stand may be kept by a cache', async () => {
  const replies = [
    ...[
      '/api/v1/status',
      '/api/v1/overview',
      '/api/v1/events',
      '/health/live',
      '/health/ready',
      '/metrics',
      '/api/v1/nothing',
    ].map((path) => fetch(`${master.url}${path}`)),
    fetch(`${master.url}/api/v1/report`, { method: 'POST', body: JSON.stringify(report(TARGET, { domain: 'open.failover' })) }),
    fetch(`${master.url}/api/v1/simulate`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
  ];
  for (const { url, headers } of await Promise.all(replies))
    expect([url, headers.get('cache-control')]).toEqual([url, expect.stringMatching(/no-store/)]);
});

test('what is not there: 404', async () => {
  problem(await master.get('/api/v1/status/nobody.failover'), 404);
  problem(await master.get('/api/v1/nothing'), 404);
  problem(await master.get('/nothing'), 404);
});

test('a parameter that is taken once and given twice: 400', async () => {
  type Operation = { parameters?: { in: string; name: string }[] };
  const document = await master.get<{ paths: Record<string, Record<string, Operation>> }>('/docs/openapi.json');
  const asked = Object.entries(document.body.paths).flatMap(([path, { get }]) =>
    (get?.parameters ?? []).filter((one) => one.in === 'query' && one.name !== 'tags').map(({ name }) => ({ path, name })),
  );
  expect(asked.length).toBeGreaterThan(10);
  for (const { path, name } of asked) {
    const address = `${path.replace('{domain}', 'webmail.failover')}?${name}=1&${name}=2`;
    expect(problem(await master.get(address), 400).detail, address).toBe(`${name} is given 2 times; it is taken once`);
  }
});

test('names are compared without case', async () => {
  expect(await master.get('/api/v1/status/WEBMAIL.failover')).toMatchObject({
    status: 200,
    body: { domain: 'webmail.failover' },
  });
});
