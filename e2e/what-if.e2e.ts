import { type PlanDto, type ProblemDto, type SimulationDto } from '@failover-dns/contracts';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { ADMIN, AUTH } from './harness/cli.js';
import { replace } from './harness/config-file.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';

async function two() {
  const targets = await world.targets(2);
  const domains = { [NAME]: domain(targets), 'other.failover': domain([{ ip: '192.0.2.77', port: 443 }]) };
  const master = await world.master({ domains, api: { admin_token: ADMIN } });
  world.agent('a1', [master]);
  const both = targets.map(({ ip }) => ip).sort();
  await until(async () => expect(await master.addresses(NAME)).toEqual(both), { within: 15 });
  const simulate = async (body: object) => (await master.post<SimulationDto>('/api/v1/simulate', body)).body;
  return { targets, both, master, simulate };
}

test('what is simulated is what then happens', async () => {
  const { targets, master, simulate, both } = await two();
  const [one, other] = targets;
  const one_down = await simulate({ targets_down: [one!.ip] });
  expect(one_down.domains).toMatchObject([
    { domain: NAME, changed: true, now: { addresses: both }, then: { addresses: [other!.ip], state: 'degraded' } },
  ]);
  const both_down = await simulate({ targets_down: [`${NAME}/${one!.ip}`, `${other!.ip}:${other!.port}`] });
  expect(both_down.domains[0]?.then).toMatchObject({ addresses: [FALLBACK], source: 'fallback', ttl: 2 });
  const lost = await simulate({ agents_lost: ['a1'], advance_sec: 60 });
  expect(lost.domains[0]?.then).toMatchObject({ addresses: [FALLBACK] });
  expect((await simulate({ advance_sec: 3600 })).domains).toEqual([]);
  expect(await master.addresses(NAME)).toEqual(both);

  await one!.stop();
  await until(async () => expect(await master.addresses(NAME)).toEqual([other!.ip]), { within: 10 });
  await world.find('agent a1').stop({ signal: 'SIGKILL' });
  await until(async () => expect(await master.addresses(NAME)).toEqual([FALLBACK]), { within: 10 });
});

test('a target or an agent that there is not is refused, with those that there are', async () => {
  const { master, targets } = await two();
  const target = await master.post<{ detail: string }>('/api/v1/simulate', { targets_down: ['192.0.2.99'] });
  expect(target.status).toBe(422);
  expect(target.body.detail).toContain(`192.0.2.99: no such target; the targets are ${targets[0]!.ip}:${targets[0]!.port}`);
  const agent = await master.post<{ detail: string }>('/api/v1/simulate', { agents_lost: ['a9'] });
  expect([agent.status, agent.body.detail]).toEqual([422, 'a9: no such agent; the agents are a1']);
  expect((await master.post('/api/v1/simulate', { advance_sec: -1 })).status).toBe(400);
  const overrides = [{ tag: 'none-has-it', action: 'maintenance' }];
  const tag = await master.post<{ detail: string }>('/api/v1/simulate', { overrides });
  expect([tag.status, tag.body.detail]).toEqual([
    422,
    expect.stringContaining('no agent has the tag "none-has-it"; there is test'),
  ]);
});

test('a plan tells what another config would change at once, and its lints; faults are listed with their lines', async () => {
  const { master, targets, both } = await two();
  const config = readFileSync(master.file, 'utf8');
  const plan = (text: string, headers: Record<string, string> = AUTH) =>
    master.post<PlanDto & ProblemDto>('/api/v1/config/plan', { config: text }, headers);

  expect((await plan(config)).body.domains).toEqual([]);
  const changed = JSON.parse(config) as { zones: { domains: Record<string, { monitor: { targets: object[] } }> }[] };
  const { domains } = changed.zones[0]!;
  delete domains['other.failover'];
  domains[NAME]!.monitor.targets.pop();
  domains['new.failover'] = domain([{ ip: '192.0.2.88', port: 443 }]) as never;
  const { body } = await plan(JSON.stringify(changed));
  expect(body.domains.map(({ domain: name, now, then }) => [name, now?.addresses ?? null, then?.addresses ?? null])).toEqual([
    ['other.failover', [FALLBACK], null],
    ['new.failover', null, [FALLBACK]],
    [NAME, both, [targets[0]!.ip]],
  ]);

  expect(body.agents).toEqual([{ id: 'a1', tags: ['test'], tasks: 3, gains: 1, loses: 2 }]);

  const broken = await plan(config.replace('"any"', '"some"'));
  expect([broken.status, broken.body.faults]).toEqual([
    422,
    [
      {
        file: basename(master.file),
        line: expect.any(Number),
        column: expect.any(Number),
        path: 'zones[0].domains["webmail.failover"].server.policy',
        message: 'found "some", expected any, quorum, all or priority',
        remedy: null,
      },
    ],
  ]);
  expect(broken.body.detail).toContain('the config has 1 fault, the first in ');
  expect((await plan(config, {})).status).toBe(401);
});

test('a plan without an agent counts no vote of it, nor does a start with that config', async () => {
  const target = { ip: '192.0.2.10', port: 443 };
  const agents = ['fra', 'ams', 'nyc'].map((id) => ({ id, token: `the-token-of-${id}`, tags: ['test'] }));
  const domains = { [NAME]: domain([target], { server: { policy: 'quorum', timeout_sec: 60 } }) };
  const master = await world.master({ domains, api: { admin_token: ADMIN }, top: { agents } });
  const say = (id: string, status: string) => sendReport(master, report(target, { agent_id: id, status }), `the-token-of-${id}`);
  for (const [id, status] of [
    ['fra', 'ok'],
    ['ams', 'fail'],
    ['nyc', 'ok'],
  ] as const)
    await say(id, status);
  expect(await master.addresses(NAME)).toEqual([target.ip]);
  const config = JSON.parse(readFileSync(master.file, 'utf8')) as { agents: object[] };
  config.agents.pop();
  const text = JSON.stringify(config);
  const { body } = await master.post<PlanDto>('/api/v1/config/plan', { config: text }, AUTH);
  expect(body.domains).toMatchObject([{ domain: NAME, then: { addresses: [FALLBACK] } }]);
  await master.stop();
  replace(master.file, text);
  await master.restart();
  await say('fra', 'ok');
  await say('ams', 'fail');
  expect(await master.addresses(NAME)).toEqual([FALLBACK]);
});

test('a mass failure that is simulated puts the brake on, as the real one then does', async () => {
  const places = [10, 11, 12, 13].map((last) => ({ ip: `192.0.2.${last}`, port: 443 }));
  const domains = { [NAME]: domain(places, { server: { timeout_sec: 600 } }) };
  const master = await world.master({ domains, top: { defaults: { server: { brake: { share: '50%' } } } } });
  for (const place of places) await sendReport(master, report(place));
  const simulate = async (count: number) => {
    const targets_down = places.slice(0, count).map(({ ip }) => ip);
    const { body } = await master.post<SimulationDto>('/api/v1/simulate', { targets_down });
    return [body.brake, body.domains[0]?.then?.state, body.domains[0]?.then?.addresses];
  };
  const all = places.map(({ ip }) => ip);
  expect(await simulate(2)).toEqual([null, 'degraded', all.slice(2)]);
  const why = '3 of 4 targets left service within 60 s, more than 50 %';
  expect(await simulate(3)).toEqual([why, 'frozen', all]);
  for (const place of places.slice(0, 3)) await sendReport(master, report(place, { status: 'fail' }));
  expect(await master.addresses(NAME)).toEqual(all);
  expect(await simulate(4)).toEqual([why, 'frozen', all]);
});

test('a plan without the brake that is on tells what the reload then does', async () => {
  const places = [10, 11, 12, 13].map((last) => ({ ip: `192.0.2.${last}`, port: 443 }));
  const top = { defaults: { server: { brake: { share: '50%' } } } };
  const domains = { [NAME]: domain(places, { server: { timeout_sec: 600 } }) };
  const master = await world.master({ domains, api: { admin_token: ADMIN }, top });
  for (const status of ['ok', 'fail']) for (const place of places.slice(1)) await sendReport(master, report(place, { status }));
  expect(await master.addresses(NAME)).toEqual(places.slice(1).map(({ ip }) => ip));
  const config = JSON.parse(readFileSync(master.file, 'utf8')) as { defaults?: object; zones: { domains: object }[] };
  delete config.defaults;
  config.zones[0]!.domains = { [NAME]: domain([...places, { ip: '192.0.2.14', port: 443 }], { server: { timeout_sec: 600 } }) };
  const text = JSON.stringify(config);
  const { body } = await master.post<PlanDto>('/api/v1/config/plan', { config: text }, AUTH);
  expect(body.domains).toMatchObject([{ domain: NAME, now: { state: 'frozen' }, then: { addresses: [FALLBACK] } }]);
  replace(master.file, text);
  expect((await master.post('/api/v1/config/reload', {}, AUTH)).status).toBe(200);
  expect(await master.addresses(NAME)).toEqual([FALLBACK]);
});

test('thousands of domains are simulated in one call', async () => {
  const domains = Object.fromEntries(
    Array.from({ length: 3000 }, (_, n) => [
      `d${n}.failover`,
      domain([{ ip: '192.0.2.10', port: 443 }], { server: { timeout_sec: 600 } }),
    ]),
  );
  const master = await world.master({ domains });
  for (let n = 0; n < 5; n++) {
    await sendReport(master, report({ ip: '192.0.2.10', port: 443 }, { domain: `d${n}.failover`, agent_id: 'fra' }));
  }
  const { body } = await master.post<SimulationDto>('/api/v1/simulate', { targets_down: ['192.0.2.10'], advance_sec: 60 });
  expect([body.looked_at, body.domains.length]).toEqual([3000, 5]);
});

test('an agent can be supposed set aside, and back; what is supposed is what then happens', async () => {
  const place = { ip: '192.0.2.10', port: 443 };
  const domains = { [NAME]: domain([place], { server: { policy: 'all', timeout_sec: 600 } }) };
  const master = await world.master({ domains, api: { admin_token: ADMIN } });
  for (const status of ['fail', 'fail', 'fail']) {
    await sendReport(master, report(place, { agent_id: 'fra', status: 'ok' }));
    await sendReport(master, report(place, { agent_id: 'nyc', status, reason: 'refused' }));
  }
  await until(async () => expect(await master.addresses(NAME)).toEqual([FALLBACK]), { within: 10 });
  const then = async (...overrides: object[]) =>
    (await master.post<SimulationDto>('/api/v1/simulate', { overrides })).body.domains.map((one) => one.then?.addresses);
  expect(await then({ agent: 'nyc', action: 'maintenance' })).toEqual([[place.ip]]);
  const twoHours = { kind: 'maintenance', reason: 'new disk', for: '2h' };
  expect((await master.put('/api/v1/agents/nyc/override', twoHours, AUTH)).status).toBe(200);
  await until(async () => expect(await master.addresses(NAME)).toEqual([place.ip]), { within: 10 });
  expect(await then({ agent: 'nyc', action: 'release' })).toEqual([[FALLBACK]]);
  const wrong = await master.post<ProblemDto>('/api/v1/simulate', { overrides: [{ agent: 'a9', action: 'maintenance' }] });
  expect([wrong.status, wrong.body.detail]).toEqual([422, 'no agent "a9" was heard of']);
  expect((await master.post('/api/v1/simulate', { overrides: [{ action: 'drain' }] })).status).toBe(422);
});
