import { type OverrideDto, type OverridesDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { ADMIN, cells, json, run } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const [A, B] = ['192.0.2.10', '192.0.2.11'] as const;
const token = ADMIN;

/** A master whose votes come from this test. */
async function voted(server: object = {}, top: object = {}): Promise<Master> {
  const rows = [
    { ip: A, port: 443, priority: 10 },
    { ip: B, port: 443, priority: 5 },
  ];
  const domains = { [NAME]: domain(rows, { server: { timeout_sec: 600, ...server } }) };
  const master = await world.master({ domains, api: { admin_token: ADMIN }, top: top as never });
  for (const ip of [A, B]) await say(master, ip, 'ok');
  return master;
}

const say = (master: Master, ip: string, status: 'ok' | 'fail') =>
  sendReport(master, report({ ip, port: 443 }, { agent_id: 'fra', status }));
const answersAre = (master: Master, ...ips: string[]) =>
  until(async () => expect(await master.addresses(NAME)).toEqual(ips.sort()), { within: 10 });

test('override set, list, release: a target, a domain, an agent; who is $USER unless it is said', async () => {
  const master = await voted();
  const about = ['--reason', 'new disk', '--for', '2h'];
  const set = await run(['override', 'set', 'maintenance', `${NAME}/${A}`, ...about], { master, token });
  expect(set).toMatchObject({ code: 0, stderr: '' });
  expect(set.stdout).toMatch(new RegExp(`^${NAME}/${A}: maintenance by ann until \\d{4}-.*Z: new disk\n$`));
  await answersAre(master, B);
  const drain = ['override', 'set', 'force-down', NAME, '--reason', 'moving', '--permanent', '--who', 'bob'];
  expect(await json<OverrideDto>(drain, { master, token })).toMatchObject({ kind: 'force_down', who: 'bob', until: null });
  await run(['override', 'set', 'maintenance', '--agent', 'fra', ...about], { master, token });
  const [head, ...rows] = cells((await run(['override', 'list'], { master })).stdout);
  expect(head).toEqual(['ABOUT', 'KIND', 'WHO', 'SINCE', 'UNTIL', 'REASON']);
  expect(rows.map(([what, kind, who, , end, reason]) => [what, kind, who, end?.slice(0, 2), reason])).toEqual([
    [`${NAME}/${A}`, 'maintenance', 'ann', '20', 'new disk'],
    [NAME, 'force_down', 'bob', 're', 'moving'],
    ['agent fra', 'maintenance', 'ann', '20', 'new disk'],
  ]);
  for (const what of [[`${NAME}/${A}`], [NAME], ['--agent', 'fra']])
    expect(await run(['override', 'release', ...what], { master, token })).toMatchObject({ code: 0, stderr: '' });
  expect((await json<OverridesDto>(['override', 'list'], { master })).overrides).toEqual([]);
  expect((await run(['override', 'list'], { master })).stdout).toBe('No override is in force.\n');
  await answersAre(master, A, B);
  expect(await run(['override', 'release', NAME], { master, token })).toMatchObject({
    code: 1,
    stderr: `failover: there is no override of ${NAME}\n`,
  });
});

test('an override of every agent with a tag', async () => {
  const target = await world.target();
  const master = await world.master({ domains: { [NAME]: domain([target]) }, api: { admin_token: ADMIN } });
  world.agent('fra', [master]);
  await until(async () => expect(await master.addresses(NAME)).toEqual([target.ip]), { within: 15 });
  const set = ['override', 'set', 'maintenance', '--tag', 'test', '--reason', 'a cable', '--for', '1h'];
  expect(await json<OverrideDto>(set, { master, token })).toMatchObject({ scope: 'tag', name: 'test' });
  expect((await run(['override', 'release', '--tag', 'test'], { master, token })).stdout).toBe(
    'the tag test: released, the votes count again\n',
  );
});

test.each<[string, string[], RegExp]>([
  ['no reason', ['maintenance', NAME, '--for', '2h'], /required option '--reason <text>' not specified/],
  ['no end', ['maintenance', NAME, '--reason', 'x'], /needs one end\n {2}give one of --for 2h/],
  ['two ends', ['maintenance', NAME, '--reason', 'x', '--for', '2h', '--permanent'], /needs one end/],
  ['another kind', ['off', NAME, '--reason', 'x', '--for', '2h'], /the kinds are maintenance, drain, force_up, force_down/],
  ['about nothing', ['drain', '--reason', 'x', '--for', '2h'], /an override of what\?\n {2}name a domain/],
  ['about two things', ['drain', NAME, '--tag', 'eu', '--reason', 'x', '--for', '2h'], /more than one of/],
  ['half a target', ['drain', `${NAME}/`, '--reason', 'x', '--for', '2h'], /neither DOMAIN nor DOMAIN\/IP/],
])('override set with %s is refused before anybody is asked', async (_name, args, message) => {
  const { code, stderr } = await run(['override', 'set', ...args], { token });
  expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
});

test('what there is not is told with what there is', async () => {
  const master = await voted();
  const set = (what: string) => run(['override', 'set', 'drain', what, '--reason', 'x', '--for', '1h'], { master, token });
  expect(await set('webmial.failover')).toMatchObject({
    code: 1,
    stderr: 'failover: no domain "webmial.failover" here\n  did you mean webmail.failover?\n',
  });
  const agent = await run(['override', 'set', 'maintenance', '--agent', 'frra', '--reason', 'x', '--for', '1h'], {
    master,
    token,
  });
  expect(agent.stderr).toBe('failover: no agent "frra" was heard of\n  did you mean fra?\n');
  expect((await set(`${NAME}/192.0.2.99`)).stderr).toContain(`its targets are ${A}, ${B}`);
});

test('failback lets a higher tier in; brake release', async () => {
  const brake = { share: '50%', window_sec: 60, max_sec: 600 };
  const master = await voted({ policy: 'priority', failback: 'manual' }, { defaults: { server: { brake } } });
  await say(master, A, 'fail');
  await answersAre(master, B);
  await say(master, A, 'ok');
  expect(await run(['failback', NAME], { master, token })).toMatchObject({ code: 0, stdout: expect.stringContaining(NAME) });
  await answersAre(master, A);
  expect(await run(['brake', 'release'], { master, token })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is off'),
  });
  const supposed = await run(['simulate', '--down', A, '--down', B], { master });
  expect(supposed.stdout).toContain(
    'The mass-failure brake would be on: 2 of 2 targets left service within 60 s, more than 50 %.',
  );
  for (const ip of [A, B]) await say(master, ip, 'fail');
  await until(async () => expect((await run(['status'], { master })).stdout).toContain('frozen'), { within: 10 });
  expect(await json(['brake', 'release'], { master, token })).toEqual({ released: true });
});
