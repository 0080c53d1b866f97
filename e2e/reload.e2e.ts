import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConfigStatusDto, OverridesDto, TasksDto } from '@failover-dns/contracts';
import { describe, expect, test } from 'vitest';
import { ADMIN, AUTH } from './harness/cli.js';
import { edit, replace } from './harness/config-file.js';
import { type Master } from './harness/master.js';
import { freePort } from './harness/ports.js';
import { report, sendReport } from './harness/reports.js';
import { QueryStream } from './harness/stream.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const [ONE, TWO, THREE] = [10, 11, 12].map((n) => ({ ip: `192.0.2.${n}`, port: 443 })) as [T, T, T];
type T = { ip: string; port: number };

async function aMaster(more: Partial<Parameters<typeof world.master>[0]> = {}): Promise<Master> {
  const domains = { [NAME]: domain([ONE, TWO], { server: { timeout_sec: 60 } }) };
  const master = await world.master({ domains, api: { admin_token: ADMIN }, ...more });
  await sendReport(master, report(ONE));
  return master;
}

const reload = (master: Master) => master.post<{ text: string; detail: string }>('/api/v1/config/reload', '{}', AUTH);
const status = async (master: Master) => (await master.get<ConfigStatusDto>('/api/v1/config')).body;
const metric = async (master: Master, name: string) =>
  Number(new RegExp(`^${name} (.*)$`, 'm').exec((await master.get('/metrics')).text)?.[1]);
const serial = async (master: Master) => Number((await master.dig('failover', 'SOA')).answers[0]?.split(' ')[6]);

const DOMAIN = (config: { zones: { domains: Record<string, unknown> }[] }) =>
  config.zones[0]!.domains[NAME] as ReturnType<typeof domain> & {
    ttl: number;
    monitor: { targets: object[] };
    server: Record<string, unknown>;
    agent: Record<string, unknown>;
  };

describe('whoever asks DNS notices nothing', () => {
  test('one reload: 0 of 900 queries and more are lost', async () => {
    const master = await aMaster();
    const stream = new QueryStream(master.dnsPort, NAME);
    await sleep(700);
    edit(master.file, (config) => (DOMAIN(config).monitor.targets = [ONE]));
    expect((await reload(master)).status).toBe(200);
    await until(() => stream.asked >= 1000, { within: 10 });
    const { asked, lost } = await stream.end();
    expect([asked >= 900, lost, [...stream.answers.keys()]]).toEqual([true, 0, [ONE.ip]]);
  });

  test('50 reloads, each another TTL and another domain, with reports coming in: 0 lost', { timeout: 180_000 }, async () => {
    const master = await aMaster();
    const stream = new QueryStream(master.dnsPort, NAME);
    const before = await serial(master);
    for (let round = 1; round <= 50; round++) {
      edit(master.file, (config) => {
        DOMAIN(config).ttl = round;
        config.zones[0]!.domains = { [NAME]: config.zones[0]!.domains[NAME]!, [`d${round}`]: domain([THREE]) as never };
      });
      const [reloaded, reported] = await Promise.all([reload(master), sendReport(master, report(ONE))]);
      expect([reloaded.status, reported.status]).toEqual([200, 200]);
    }
    const { asked, lost } = await stream.end();
    expect([lost, [...stream.answers.keys()]]).toEqual([0, [ONE.ip]]);
    expect(asked).toBeGreaterThan(900);
    expect((await master.dig(NAME)).answers).toEqual([`${NAME}. 50 IN A ${ONE.ip}`]);
    expect((await master.dig('d49.failover')).status).toBe('NXDOMAIN');
    expect(await serial(master)).toBeGreaterThanOrEqual(before + 50);
  });

  test('another DNS port is opened before the old one is closed', async () => {
    const master = await aMaster();
    const stream = new QueryStream(master.dnsPort, NAME);
    const port = await freePort();
    edit(master.file, (config) => (config.dns.listen_port = port));
    expect((await reload(master)).status).toBe(200);
    const there = new QueryStream(port, NAME);
    await sleep(300);
    expect([(await stream.end()).lost, (await there.end()).lost]).toEqual([0, 0]);
    await until(async () => expect((await master.dig(NAME)).status).toBe('TIMEOUT'), { within: 10 });
    const { answers } = await master.dig(NAME, 'A', { port });
    expect(answers).toEqual([`${NAME}. 1 IN A ${ONE.ip}`]);
    await sendReport(master, report(ONE, { status: 'fail', reason: 'refused' }));
    expect((await master.dig(NAME, 'A', { port })).answers).toEqual([`${NAME}. 2 IN A ${FALLBACK}`]);
  });
});

describe('what stays keeps its state', () => {
  test('a target that comes, one that changes its place, one that goes', async () => {
    const master = await aMaster();
    await sendReport(master, report(TWO, { status: 'fail', reason: 'refused' }));
    edit(master.file, (config) => (DOMAIN(config).monitor.targets = [THREE, TWO, ONE]));
    expect((await reload(master)).body.text).toContain('0 added, 1 changed, 0 removed');
    expect(await master.addresses(NAME)).toEqual([ONE.ip]);
    await sendReport(master, report(THREE));
    expect(await master.addresses(NAME)).toEqual([ONE.ip, THREE.ip]);
    edit(master.file, (config) => (DOMAIN(config).monitor.targets = [TWO, THREE]));
    await reload(master);
    expect(await master.addresses(NAME)).toEqual([THREE.ip]);
    expect((await sendReport(master, report(ONE))).status).toBe(422);
    // What went is forgotten.
    edit(master.file, (config) => (DOMAIN(config).monitor.targets = [TWO, THREE, ONE]));
    await reload(master);
    expect(await master.addresses(NAME)).toEqual([THREE.ip]);
    await sendReport(master, report(TWO));
    expect(await master.addresses(NAME)).toEqual([TWO.ip, THREE.ip]);
  });

  test('an override of what went is kept, shown as not applying, and counts again when it comes back', async () => {
    const master = await aMaster();
    await sendReport(master, report(TWO));
    const path = `/api/v1/domains/${NAME}/targets/${ONE.ip}/override`;
    await master.put(path, { kind: 'maintenance', reason: 'new disk', permanent: true }, AUTH);
    expect(await master.addresses(NAME)).toEqual([TWO.ip]);
    const applies = async () => (await master.get<OverridesDto>('/api/v1/overrides')).body.overrides.map((one) => one.applies);
    edit(master.file, (config) => (DOMAIN(config).monitor.targets = [TWO]));
    await reload(master);
    expect(await applies()).toEqual([false]);
    edit(master.file, (config) => (DOMAIN(config).monitor.targets = [TWO, ONE]));
    await reload(master);
    await sendReport(master, report(ONE));
    expect([await applies(), await master.addresses(NAME)]).toEqual([[true], [TWO.ip]]);
    edit(master.file, (config) => (DOMAIN(config).monitor.targets = [TWO]));
    await reload(master);
    expect((await master.delete(path, AUTH)).status).toBe(204);
    expect(await applies()).toEqual([]);
  });

  test('an agent with a tag that is out comes in one reload with a target and a domain', async () => {
    const named = (...ids: string[]) => ids.map((id) => ({ id, token: `the-token-of-${id}`, tags: ['test', 'us'] }));
    const master = await aMaster({ top: { agents: named('nyc') } });
    const say = (target: T, status: string) =>
      sendReport(master, report(target, { agent_id: 'nyc', status }), 'the-token-of-nyc');
    for (const target of [ONE, TWO]) expect((await say(target, 'ok')).status).toBe(200);
    expect((await master.put('/api/v1/tags/us/override', { kind: 'maintenance', reason: 'moves', for: '1h' }, AUTH)).status).toBe(
      200,
    );
    edit(master.file, (config) => {
      DOMAIN(config).monitor.targets = [THREE, ONE, TWO];
      Object.assign(config, { agents: named('nyc', 'lax') });
      Object.assign(config.zones[0]!.domains, { 'new.failover': domain([THREE]) });
    });
    expect((await reload(master)).body.text).toContain('1 added, 1 changed');
    expect((await master.get(`/api/v1/domains/${NAME}`)).status).toBe(200);
    expect(await master.addresses('new.failover')).toEqual([FALLBACK]);
    expect(await master.addresses(NAME)).toEqual([ONE.ip, TWO.ip]);
    expect((await say(ONE, 'fail')).status).toBe(200);
    expect(await master.addresses(NAME)).toEqual([TWO.ip]);
  });

  test('state outlives a restart after a reload, at the targets’ new places', async () => {
    const master = await aMaster();
    edit(master.file, (config) => (DOMAIN(config).monitor.targets = [TWO, THREE, ONE]));
    await reload(master);
    await master.written();
    await master.restart('SIGKILL');
    expect(await master.addresses(NAME)).toEqual([ONE.ip]);
  });

  test('another policy counts at once', async () => {
    const master = await aMaster();
    await sendReport(master, report(ONE, { agent_id: 'other', status: 'fail', reason: 'refused' }));
    expect(await master.addresses(NAME)).toEqual([ONE.ip]);
    edit(master.file, (config) => (DOMAIN(config).server.policy = 'all'));
    await reload(master);
    expect(await master.addresses(NAME)).toEqual([FALLBACK]);
  });
});

describe('a reload is whole or not at all', () => {
  test('a broken file: the old answers stay, and everybody is told', async () => {
    const master = await aMaster();
    expect(await metric(master, 'failover_config_last_reload_successful')).toBe(1);
    const good = readFileSync(master.file, 'utf8');
    replace(master.file, good.replace('"policy": "any"', '"policy": "anny"'));
    const line = good.split('\n').findIndex((text) => text.includes('"policy"')) + 1;
    const reply = await reload(master);
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatch(
      new RegExp(
        `:${line}:\\d+: .*found "anny", expected any, quorum, all or priority; did you mean "any"\\?; the old config stays`,
      ),
    );
    expect(await master.addresses(NAME)).toEqual([ONE.ip]);
    expect(master.program.output).toMatch(new RegExp(`error Config +${master.file}:${line}:\\d+: .*did you mean "any"`));
    expect(await metric(master, 'failover_config_last_reload_successful')).toBe(0);
    expect((await status(master)).last_reload).toMatchObject({
      applied: false,
      by: 'the API',
      faults: [{ line, file: master.file }],
    });
    const ready = await master.get('/health/ready');
    expect([ready.status, ready.text]).toEqual([200, expect.stringContaining('has 1 fault; the config of')]);
    const events = await master.get('/api/v1/events');
    expect(events.text).toContain('not reloaded by the API');
    replace(master.file, good);
    await reload(master);
    expect(await metric(master, 'failover_config_last_reload_successful')).toBe(1);
    expect((await master.get('/health/ready')).text).not.toContain('fault');
  });

  test.each([
    ['SIGHUP', (master: Master) => master.program.signal('SIGHUP')],
    ['a change of the file', () => {}],
  ])('%s reads it', async (by, ask) => {
    const master = await aMaster();
    await until(() => master.program.output.includes('documentation at'), { within: 10 });
    await sleep(600);
    edit(master.file, (config) => (DOMAIN(config).ttl = 7));
    ask(master);
    await until(async () => expect((await master.dig(NAME)).answers).toEqual([`${NAME}. 7 IN A ${ONE.ip}`]), { within: 10 });
    await sleep(1500);
    expect(master.program.output.split('is in force; domains').length - 1).toBe(1);
    expect(master.program.output).toContain(`reloaded by ${by}`);
  });

  test('settings that wait for a restart say so; the log follows at once', async () => {
    const master = await aMaster();
    edit(master.file, (config) => {
      config.dns.workers = 2;
      config.log = { format: 'json' };
      DOMAIN(config).ttl = 9;
    });
    expect((await reload(master)).status).toBe(200);
    expect((await status(master)).waiting_for_restart).toEqual(['dns.workers']);
    expect((await master.dig(NAME)).answers).toEqual([`${NAME}. 9 IN A ${ONE.ip}`]);
    expect(master.program.output).toContain('"message":"dns.workers: what changed there waits for a restart"');
  });

  test('a DNS address that cannot be had keeps all as it was', async () => {
    const master = await aMaster();
    edit(master.file, (config) => {
      config.dns.listen_ip = '192.0.2.1';
      DOMAIN(config).ttl = 9;
    });
    expect((await reload(master)).body.detail).toContain('this machine has no such address');
    expect((await master.dig(NAME)).answers).toEqual([`${NAME}. 1 IN A ${ONE.ip}`]);
    await sendReport(master, report(TWO));
    expect(await master.addresses(NAME)).toEqual([ONE.ip, TWO.ip]);
  });
});

describe('agents', () => {
  test('are told of new tasks with the reply to their next report; what is not about tasks leaves the version', async () => {
    const [one, two] = await world.targets(2);
    const master = await world.master({
      domains: { [NAME]: domain([one!], { agent: { interval_sec: 1 } }) },
      api: { admin_token: ADMIN },
    });
    world.agent('a1', [master], { config: { tasks_interval_sec: 60 } });
    await until(async () => expect(await master.addresses(NAME)).toEqual([one!.ip]), { within: 15 });
    const etag = async () => (await master.get('/api/v1/tasks?tags=test')).headers.get('etag');
    const before = (await status(master)).version;
    edit(master.file, (config) => (DOMAIN(config).ttl = 3));
    await reload(master);
    expect((await status(master)).version).toBe(before);
    const held = await etag();
    edit(master.file, (config) => (DOMAIN(config).monitor.targets = [one!.row(), two!.row()]));
    await reload(master);
    expect(await etag()).not.toBe(held);
    // An interval until the next report, one until the new target is looked at: long before tasks are asked for again.
    await until(async () => expect(await master.addresses(NAME)).toEqual([one!.ip, two!.ip].sort()), { within: 20 });
  });

  test('a token that was rotated counts at once, the old one no more; tags and names too', async () => {
    const master = await aMaster({
      top: { agents: [{ id: 'fra', token: 'the-first-token', tags: 'test' }] },
      domains: { [NAME]: domain([ONE], { server: { timeout_sec: 60 } }) },
    });
    const send = (token: string, agent_id = 'fra') => sendReport(master, report(ONE, { agent_id }), token);
    expect((await send('the-first-token')).status).toBe(200);
    expect(await master.addresses(NAME)).toEqual([ONE.ip]);
    edit(master.file, (config) => (config.agents = [{ id: 'fra', token: ['the-next-token', 'the-first-token'], tags: 'test' }]));
    await reload(master);
    expect([(await send('the-first-token')).status, (await send('the-next-token')).status]).toEqual([200, 200]);
    edit(master.file, (config) => (config.agents = [{ id: 'fra', token: 'the-next-token', tags: 'test' }]));
    await reload(master);
    expect([(await send('the-first-token')).status, (await send('the-next-token')).status]).toEqual([403, 200]);
    expect(await master.addresses(NAME)).toEqual([ONE.ip]);
    // Who is no longer named has no vote any more.
    edit(master.file, (config) => (config.agents = [{ id: 'ams', token: 'another-token', tags: 'test' }]));
    await reload(master);
    expect(await master.addresses(NAME)).toEqual([FALLBACK]);
    const tasks = await master.get<TasksDto>('/api/v1/tasks', { 'x-api-key': 'another-token' });
    expect(tasks.body.tasks.map(({ target_ip }) => target_ip)).toEqual([ONE.ip]);
    edit(master.file, (config) => (config.api.admin_token = 'another-operators-token'));
    await reload(master);
    expect((await reload(master)).status).toBe(403);
  });
});
