import {
  type AgentsDto,
  type DomainsDto,
  type EventsDto,
  type ExplanationDto,
  type PlanDto,
  type ProblemDto,
  type SimulationDto,
} from '@failover-dns/contracts';
import { beforeAll, expect, test } from 'vitest';
import { ADMIN, cells, json, run } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { type Target } from './harness/targets.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const NAME = 'webmail.failover';
let master: Master;
let up: Target;
let other: Target;

beforeAll(async () => {
  [up, other] = (await world.targets(2)) as [Target, Target];
  const dead = await world.target();
  await dead.stop();
  const domains = { [NAME]: domain([up, other]), 'dead.failover': domain([dead]) };
  master = await world.master({ domains, api: { admin_token: ADMIN } });
  world.agent('fra', [master]);
  await until(async () => expect((await master.addresses(NAME)).length).toBe(2), { within: 15 });
  await until(
    async () =>
      expect((await json<DomainsDto>(['status', 'dead.failover'], { master })).domains[0]?.targets[0]?.verdict).toBe('down'),
    { within: 15 },
  );
});

test('status: a row a domain, and why one is not healthy', async () => {
  const { code, stdout } = await run(['status'], { master });
  const rows = cells(stdout);
  expect(code).toBe(0);
  expect(rows[0]).toEqual(['DOMAIN', 'STATE', 'ANSWER', 'TTL', 'UP', 'SINCE']);
  expect(rows[1]).toEqual([NAME, 'healthy', `${up.ip} ${other.ip}`, '1', '2/2', expect.stringMatching(/^\d+s$/)]);
  expect(rows[2]?.slice(0, 5)).toEqual(['dead.failover', 'fallback', FALLBACK, '2', '0/1']);
  expect(stdout).toContain('dead.failover: 0 of 1 target up, answering fallback');
  expect(rows.at(-1)).toEqual(['2 domains: 1 healthy, 1 fallback']);
});

test('status of some domains, as JSON, and exit code 3 when one is as bad as asked', async () => {
  const { domains } = await json<DomainsDto>(['status', 'WEBMAIL.failover.'], { master });
  expect(domains).toMatchObject([{ domain: NAME, state: 'healthy', targets: [{ ip: up.ip }, { ip: other.ip }] }]);
  expect((await run(['status', '--fail-on', 'fallback'], { master })).code).toBe(3);
  expect((await run(['status', '--fail-on', 'degraded', NAME], { master })).code).toBe(0);
});

test('explain: the whole reasoning', async () => {
  const { stdout } = await run(['explain', NAME, '--type', 'a'], { master });
  expect(stdout).toMatch(new RegExp(`^${NAME} is healthy`));
  expect(stdout).toContain(`${NAME}. 1 IN A ${up.ip}\n`);
  const { records, text } = await json<ExplanationDto>(['explain', NAME, '--type', 'AAAA'], { master });
  expect([records, text.length > 5]).toEqual([[], true]);
});

test('agents', async () => {
  const [head, row] = cells((await run(['agents'], { master })).stdout);
  expect(head?.slice(0, 4)).toEqual(['AGENT', 'STATE', 'TAGS', 'SEEN']);
  expect(row?.slice(0, 4)).toEqual(['fra', 'active', 'test', expect.stringMatching(/^\d+s ago$/)]);
  const { agents } = await json<AgentsDto>(['agents'], { master });
  expect(agents).toMatchObject([{ id: 'fra', state: 'active' }]);
});

test('events: what happened, of one domain, since a time, and not more than asked for', async () => {
  const { stdout } = await run(['events', '--domain', NAME], { master });
  expect(stdout).toMatch(new RegExp(`^\\d{4}-.*Z  transition  ${NAME}: (${up.ip}|${other.ip}):`));
  expect(stdout).not.toContain('dead.failover');
  const elsewhere = { master, env: { TZ: 'Asia/Kolkata' } };
  expect((await run(['events', '--limit', '1'], elsewhere)).stdout).toMatch(/^\d{4}-\S+\+05:30 {2}/);
  expect((await run(['events', '--limit', '1', '--utc'], elsewhere)).stdout).toMatch(/^\d{4}-\S+Z {2}/);
  const all = await json<EventsDto>(['events', '--since', '1h'], { master });
  expect(all.events.length).toBeGreaterThan(1);
  const rest = await json<EventsDto>(['events', '--since', String(all.events[0]!.id), '--limit', '1'], { master });
  expect(rest.events).toEqual([all.events[1]]);
  expect((await run(['events', '--since', '2099-01-01T00:00:00Z'], { master })).stdout).toBe('Nothing happened.\n');
});

test('simulate: targets down, agents lost, time that passes', async () => {
  const { stdout } = await run(['simulate', '--down', up.ip, '--down', `${NAME}/${other.ip}`], { master });
  const rows = cells(stdout);
  expect(rows[0]).toEqual(['DOMAIN', 'WHEN', 'STATE', 'ANSWER', 'TTL', 'FROM']);
  expect(rows[1]).toEqual([NAME, 'now', 'healthy', `${up.ip} ${other.ip}`, '1', 'targets']);
  expect(rows[2]).toEqual(['then', 'fallback', FALLBACK, '2', 'fallback']);
  const lost = await json<SimulationDto>(['simulate', '--lost', 'fra', '--advance', '5m'], { master });
  expect(lost.domains.map((one) => [one.domain, one.then?.state])).toContainEqual([NAME, 'fallback']);
  expect((await run(['simulate'], { master })).stdout).toBe('No answer would change; 2 domains looked at.\n');
  expect(cells((await run(['simulate', '--all'], { master })).stdout)[2]).toEqual(['then', 'the same']);
  const failed = await run(['simulate', '--down', up.ip, '--fail-on', 'degraded'], { master });
  expect(failed.code).toBe(3);
  expect((await run(['simulate', '--down', '192.0.2.99'], { master })).stderr).toContain('no such target; the targets are');
});

test('plan, and simulate with a config: what it would change; its faults and those of its file', async () => {
  const token = ADMIN;
  const config = world.file(
    'new.yaml',
    `zones: [{ name: failover, domains: { new: { fallback: [${FALLBACK}], monitor: { targets: [] } } } }]`,
  );
  const { stdout, code } = await run(['plan', config], { master, token });
  expect(code).toBe(0);
  expect(cells(stdout)).toContainEqual([NAME, 'now', 'healthy', `${up.ip} ${other.ip}`, '1', 'targets']);
  expect(cells(stdout)).toContainEqual(['then', 'gone']);
  expect(cells(stdout)).toContainEqual(['new.failover', 'now', 'not there']);
  expect(stdout).toContain(`warning: ${config}:1:`);
  expect((await run(['plan', config, '--fail-on-change'], { master, token })).code).toBe(3);
  const simulated = await json<SimulationDto>(['simulate', '--config', config], { master, token });
  expect(simulated.domains.map((one) => one.domain).sort()).toEqual(['dead.failover', 'new.failover', NAME]);
  const wrong = world.file('wrong.yaml', 'zones: [{ nmae: failover, ttl: x }]');
  const faulty = await run(['plan', wrong], { master, token });
  expect([faulty.code, faulty.stdout]).toEqual([2, '']);
  expect(faulty.stderr).toMatch(
    /^failover: .*wrong.yaml has 3 faults\n(.*\n)* {2}.*wrong.yaml:1:11: zones\[0\].nmae: found an unknown key.*did you mean "name"/,
  );
  const { faults } = await json<ProblemDto>(['simulate', '--config', wrong], { master, token }, 2);
  expect(faults).toContainEqual(expect.objectContaining({ file: wrong, line: 1, column: 11, remedy: 'did you mean "name"?' }));
  expect(await run(['plan', '/nowhere.yaml'], { master, token })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no such file'),
  });
});

test('plan: a folder, and a file with those that it includes; who gains and loses tasks', async () => {
  const token = ADMIN;
  const zone = (name: string, targets = '') =>
    `zones: [{ name: ${name}, domains: { www: { fallback: [${FALLBACK}], monitor: { targets: [${targets}] } } } }]\n`;
  const folder = world.place('conf.d');
  world.file('conf.d/a.yaml', zone('a'));
  world.file('conf.d/b.yaml', zone('b', '{ ip: 192.0.2.7, port: 443 }, { ip: 192.0.2.8, port: 443 }'));
  const main = world.file('main.yaml', `include: conf.d/*.yaml\n${zone('main')}`);
  const gone = ['dead.failover', NAME];
  const names = async (config: string) =>
    (await json<PlanDto>(['plan', config], { master, token })).domains.map((one) => one.domain);
  expect((await names(folder)).sort()).toEqual(['www.a', 'www.b', ...gone].sort());
  expect((await names(main)).sort()).toEqual(['www.main', 'www.a', 'www.b', ...gone].sort());
  const { stdout } = await run(['plan', main], { master, token });
  expect(cells(stdout)).toContainEqual(['AGENT', 'TAGS', 'TASKS', 'GAINS', 'LOSES']);
  expect(cells(stdout)).toContainEqual(['fra', 'test', '3', '2', '3']);
  const broken = world.file('conf.d/b.yaml', 'zones:\n  - nmae: b\n');
  for (const config of [folder, main])
    expect((await run(['plan', config], { master, token })).stderr).toContain(`  ${broken}:2:5: zones[`);
});

test('check: a config is fine, has warnings, has faults; for people and for programs', async () => {
  const good = world.file('good.yaml', 'zones: [{ name: failover, ns: [ns1.example] }]');
  expect(await run(['check', good])).toEqual({ code: 0, stdout: `${good} is fine: 1 zone, 0 domains, 0 targets\n`, stderr: '' });
  const warned = world.file('warned.yaml', 'zones: [{ name: failover }]');
  expect((await run(['check', warned])).stdout).toMatch(
    /^warning: .*warned.yaml:1:.*\n.*fine: 1 zone, 0 domains, 0 targets; 1 warning\n$/,
  );
  expect((await run(['check', warned, '--strict'])).code).toBe(3);
  const wrong = world.file('wrong.yaml', 'zones: [{ nmae: failover, ttl: x }]');
  const faulty = await run(['check', wrong]);
  expect([faulty.code, faulty.stdout.match(/^fault: .*wrong.yaml:1:/gm)?.length]).toEqual([2, 3]);
  const { ok, faults } = await json<{ ok: boolean; faults: object[] }>(['check', wrong], {}, 2);
  expect([ok, faults[0]]).toEqual([false, expect.objectContaining({ line: 1, path: 'zones[0].name' })]);
});
