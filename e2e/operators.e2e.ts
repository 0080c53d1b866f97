import { type DomainDetailDto, type OverridesDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { ADMIN, AUTH } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const [A, B, C] = ['192.0.2.10', '192.0.2.11', '192.0.2.12'] as const;
const ROWS = [A, B, C].map((ip) => ({ ip, port: 443 }));
const WEEK = { kind: 'maintenance', reason: 'new disk', for: '7d', who: 'ann' };

/** A master whose votes come from this test, so that nothing but the operator changes the answer. */
async function voted(over: Parameters<typeof domain>[1] = {}, rows: object[] = ROWS, options: object = {}) {
  const server = { timeout_sec: 600, ...(over?.server as object) };
  const one = domain(rows as never, { ...over, server });
  const master = await world.master({ domains: { [NAME]: one }, api: { admin_token: ADMIN }, ...options });
  for (const row of rows) await say(master, (row as { ip: string }).ip, 'ok');
  return master;
}

const say = (master: Master, ip: string, status: 'ok' | 'fail', agent = 'fra') =>
  sendReport(master, report({ ip, port: 443 }, { agent_id: agent, status, reason: status === 'ok' ? null : 'refused' }));
const override = (ip: string) => `/api/v1/domains/${NAME}/targets/${ip}/override`;
const answersAre = (master: Master, ...ips: string[]) =>
  until(async () => expect(await master.addresses(NAME)).toEqual(ips.sort()), { within: 10 });

test('maintenance takes an address out at once, shows what the votes say beside it, and ends when it is taken back', async () => {
  const master = await voted();
  await answersAre(master, A, B, C);
  const set = await master.put(override(A), WEEK, AUTH);
  expect(set).toMatchObject({ status: 200, body: { scope: 'target', domain: NAME, name: A, who: 'ann', reason: 'new disk' } });
  await answersAre(master, B, C);
  const { body } = await master.get<DomainDetailDto>(`/api/v1/domains/${NAME}`);
  expect(body.targets[0]).toMatchObject({ verdict: 'up', service: 'maintenance', in_force: false, answered: false });
  expect([body.state, body.tags]).toEqual(['healthy', ['maintenance']]);
  const { text } = await master.get(`/api/v1/domains/${NAME}/explain?format=text&type=A`);
  expect(text).toContain('maintenance by ann: new disk');
  expect((await master.delete(override(A), AUTH)).status).toBe(204);
  await answersAre(master, A, B, C);
  expect((await master.delete(override(A), AUTH)).status).toBe(404);
});

test('force_up answers a dead address, force_down drops a living one, drain waits until nothing else is up', async () => {
  const master = await voted();
  await say(master, A, 'fail');
  await answersAre(master, B, C);
  await master.put(override(A), { ...WEEK, kind: 'force_up' }, AUTH);
  await answersAre(master, A, B, C);
  await master.put(override(B), { ...WEEK, kind: 'force_down' }, AUTH);
  await answersAre(master, A, C);
  await master.delete(override(A), AUTH);
  await master.put(override(C), { ...WEEK, kind: 'drain' }, AUTH);
  await answersAre(master, C);
  await master.delete(override(B), AUTH);
  await answersAre(master, B);
  await master.put(`/api/v1/domains/${NAME}/override`, WEEK, AUTH);
  await answersAre(master, FALLBACK);
});

test('an override ends by itself at its time', async () => {
  const master = await voted();
  await master.put(override(A), { kind: 'maintenance', reason: 'reboot', for: '2s' }, AUTH);
  await answersAre(master, B, C);
  await answersAre(master, A, B, C);
});

test('overrides outlive kill -9 and a restart', async () => {
  const storage = { path: world.file('state.db', '') };
  const master = await voted({}, ROWS, { top: { storage } });
  await master.put(override(A), { ...WEEK, for: null, permanent: true }, AUTH);
  await new Promise((resolve) => setTimeout(resolve, 1500)); // storage is at most one second behind
  await master.restart('SIGKILL');
  const { body } = await master.get<OverridesDto>('/api/v1/overrides');
  expect(body.overrides).toMatchObject([{ name: A, kind: 'maintenance', who: 'ann', until: null }]);
  await answersAre(master, B, C);
});

const REFUSED: [string, string, object, number, string][] = [
  ['an unknown target', override('192.0.2.99'), WEEK, 404, 'its targets are 192.0.2.10, 192.0.2.11, 192.0.2.12'],
  ['an unknown domain', override(A).replace('webmail', 'mail'), WEEK, 404, 'no domain "mail.failover" here'],
  ['no reason', override(A), { ...WEEK, reason: undefined }, 400, 'reason is missing'],
  ['an empty reason', override(A), { ...WEEK, reason: ' ' }, 400, 'say why'],
  ['no end', override(A), { ...WEEK, for: undefined }, 400, '"permanent": true on purpose'],
  ['two ends', override(A), { ...WEEK, permanent: true }, 400, 'more than one'],
  ['a duration without a unit', override(A), { ...WEEK, for: '10' }, 400, 'write a number and its unit'],
  ['an end that is over', override(A), { ...WEEK, for: undefined, until: '2020-01-01T00:00:00Z' }, 400, 'is over already'],
  ['another kind', override(A), { ...WEEK, kind: 'off' }, 400, 'kind must be one of'],
  ['an unknown agent', '/api/v1/agents/nobody/override', WEEK, 404, 'no agent "nobody"'],
  ['an agent forced up', '/api/v1/agents/fra/override', { ...WEEK, kind: 'force_up' }, 422, 'maintenance alone'],
];

test('an override that nobody could find again, or of what there is not, is refused and says the remedy', async () => {
  const master = await voted();
  for (const [name, path, body, status, detail] of REFUSED) {
    const reply = await master.put<{ detail: string }>(path, body, AUTH);
    expect.soft([name, reply.status, reply.type]).toEqual([name, status, 'application/problem+json; charset=utf-8']);
    expect.soft(reply.body.detail, name).toContain(detail);
  }
});

test('operators need their token, and none gets in where none is set', async () => {
  const master = await voted();
  expect((await master.put(override(A), WEEK)).status).toBe(401);
  expect((await master.put(override(A), WEEK, { authorization: 'Bearer wrong' })).status).toBe(403);
  const open = await world.master({ domains: { [NAME]: domain(ROWS) } });
  const reply = await open.put<{ detail: string }>(override(A), WEEK, AUTH);
  expect([reply.status, reply.body.detail]).toEqual([403, 'no operator can sign in: set api.admin_token in the config first']);
});

test('failback manual keeps a tier that came back out until it is released', async () => {
  const rows = [
    { ip: A, port: 443, priority: 10 },
    { ip: B, port: 443, priority: 5 },
  ];
  const master = await voted({ server: { policy: 'priority', failback: 'manual' } }, rows);
  await answersAre(master, A);
  await say(master, A, 'fail');
  await answersAre(master, B);
  await say(master, A, 'ok');
  const { text } = await master.get(`/api/v1/domains/${NAME}/explain?format=text`);
  expect(text).toContain('priority 10 is up again and waits to be released');
  expect(await master.addresses(NAME)).toEqual([B]);
  expect((await master.post(`/api/v1/domains/${NAME}/failback`, {}, AUTH)).status).toBe(204);
  await answersAre(master, A);
});

test('the brake freezes the last good answer when too many targets leave at once, over a restart, until it is released', async () => {
  const brake = { share: '50%', window_sec: 60, max_sec: 600 };
  const storage = { path: world.file('brake.db', '') };
  const master = await voted({}, ROWS, { top: { storage, defaults: { server: { brake } } } });
  await say(master, A, 'fail');
  await answersAre(master, B, C);
  await say(master, B, 'fail');
  await answersAre(master, A, B, C);
  const { body } = await master.get<DomainDetailDto>(`/api/v1/domains/${NAME}`);
  expect([body.state, body.brake?.why]).toEqual(['frozen', '2 of 3 targets left service within 60 s, more than 50 %']);
  await new Promise((resolve) => setTimeout(resolve, 1500)); // storage is at most one second behind
  await master.restart('SIGKILL');
  expect(await master.addresses(NAME)).toEqual([A, B, C]);
  expect((await master.delete('/api/v1/brake', AUTH)).status).toBe(204);
  await answersAre(master, C);
});

test('what an operator took out does not put the brake on', async () => {
  const brake = { share: '50%', window_sec: 60, max_sec: 600 };
  const master = await voted({}, ROWS, { top: { defaults: { server: { brake } } } });
  for (const ip of [A, B]) {
    await master.put(override(ip), WEEK, AUTH);
    await say(master, ip, 'fail');
  }
  await answersAre(master, C);
  expect((await master.delete('/api/v1/brake', AUTH)).status).toBe(404);
});

test('weighted answers: one address for each query, drawn by weight', async () => {
  const rows = [
    { ip: A, port: 443, weight: 3 },
    { ip: B, port: 443, weight: 1 },
    { ip: C, port: 443, weight: 0 },
  ];
  const master = await voted({ server: { select: 'weighted' } }, rows);
  const counts: Record<string, number> = {};
  for (let n = 0; n < 200; n++) {
    const addresses = await master.addresses(NAME);
    expect(addresses).toHaveLength(1);
    counts[addresses[0]!] = (counts[addresses[0]!] ?? 0) + 1;
  }
  expect(counts[C]).toBeUndefined();
  expect(counts[A]).toBeGreaterThan(110);
  expect(counts[B]).toBeGreaterThan(15);
});

test.each<[string, Record<string, unknown>, string[], string]>([
  ['all', { all_down: 'all' }, [A, B, C], 'NOERROR'],
  ['last_good', { all_down: 'last_good' }, [C], 'NOERROR'],
  ['nodata', { all_down: 'nodata' }, [], 'NOERROR'],
  ['servfail', { all_down: 'servfail' }, [], 'SERVFAIL'],
  ['fallback', {}, [FALLBACK], 'NOERROR'],
])('all_down: %s', async (_name, server, addresses, status) => {
  const master = await voted({ server });
  for (const ip of [A, B, C]) await say(master, ip, 'fail');
  await answersAre(master, ...addresses);
  expect((await master.dig(NAME)).status).toBe(status);
});

test('min_healthy with panic all: fewer up than that, and every target is answered with the fallback’s TTL', async () => {
  const master = await voted({ server: { min_healthy: 2, panic: 'all' }, ttl: 7, fallback_ttl: 3 } as never);
  await say(master, A, 'fail');
  await answersAre(master, B, C);
  await say(master, B, 'fail');
  await answersAre(master, A, B, C);
  expect((await master.dig(NAME)).answers[0]).toBe(`${NAME}. 3 IN A ${A}`);
});

test('cold_start serve_all answers every target until votes come or timeout_sec passes', async () => {
  const rows = ROWS.slice(0, 1);
  const one = domain(rows, { server: { cold_start: 'serve_all', timeout_sec: 2 } });
  const master = await world.master({ domains: { [NAME]: one } });
  expect(await master.addresses(NAME)).toEqual([A]);
  await answersAre(master, FALLBACK);
});
