import { resolve } from 'node:path';
import { rmSync } from 'node:fs';
import { type DomainDetailDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { ADMIN, AUTH } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { agentsOf, report, sendReport } from './harness/reports.js';
import { always, until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const preload = resolve(import.meta.dirname, 'harness/cut-off.mjs');

const detail = async (master: Master) => (await master.get<DomainDetailDto>(`/api/v1/domains/${NAME}`)).body;
const proof = async (master: Master) => (await master.get(`/api/v1/domains/${NAME}/explain?format=text`)).text;

/** Four targets and three agents at work, of which the third can be cut off from the targets. */
async function threeAgents(server: Record<string, unknown>) {
  const targets = await world.targets(4);
  const master = await world.master({ domains: { [NAME]: domain(targets, { server }) } });
  const CUT_OFF_FILE = world.file('cut-off', '');
  rmSync(CUT_OFF_FILE);
  for (const id of ['a1', 'a2']) world.agent(id, [master]);
  world.agent('a3', [master], { preload, env: { CUT_OFF_FILE } });
  const voters = async () => (await detail(master)).targets.map(({ tally }) => tally.electorate);
  await until(async () => expect(await voters()).toEqual([3, 3, 3, 3]), { within: 20 });
  const all = targets.map(({ ip }) => ip).sort();
  await until(async () => expect(await master.addresses(NAME)).toEqual(all), { within: 15 });
  return { targets, master, all, cut: () => world.file('cut-off', ''), heal: () => rmSync(CUT_OFF_FILE) };
}

test('one agent’s network cut takes nothing down under quorum, and the agent is named; healed, its votes count again', async () => {
  const { master, all, cut, heal } = await threeAgents({ policy: 'quorum' });
  cut();
  await until(async () => expect(await proof(master)).toContain('set aside: suspect vantage, calls 4 of the 4 targets down'), {
    within: 10,
  });
  expect(await master.addresses(NAME)).toEqual(all);
  expect(await proof(master)).toMatch(/^ {2}a3 +down .*timeout.*set aside/m);
  await world.find('master').prints('a3 is a suspect vantage', { within: 10 });
  await always(async () => expect(await master.addresses(NAME)).toEqual(all), { during: 1 });
  heal();
  await world.find('master').prints('a3 agrees with the others again', { within: 10 });
  expect((await detail(master)).targets[0]?.tally).toMatchObject({ up: 3, electorate: 3, set_aside: 0 });
});

test('a suspect vantage takes nothing down either once another agent is silent, and one that agrees is enough to trust it again', async () => {
  const { master, all, cut, heal } = await threeAgents({ policy: 'quorum', timeout_sec: 1.5 });
  cut();
  await world.find('master').prints('a3 is a suspect vantage', { within: 10 });
  await world.find('agent a2').stop({ signal: 'SIGKILL' });
  await until(
    async () => expect((await detail(master)).targets[0]?.tally).toMatchObject({ up: 1, electorate: 1, set_aside: 1 }),
    {
      within: 10,
    },
  );
  expect(await master.addresses(NAME)).toEqual(all);
  expect((await detail(master)).agents.map(({ id, set_aside }) => [id, set_aside])).toEqual([
    ['a1', null],
    ['a2', null],
    ['a3', expect.stringContaining('suspect vantage')],
  ]);
  heal();
  await world.find('master').prints('a3 agrees with the others again', { within: 10 });
});

test('in maintenance the only agent counts on, and is not shown as set aside', async () => {
  const target = await world.target();
  const master = await world.master({ domains: { [NAME]: domain([target]) }, api: { admin_token: ADMIN } });
  world.agent('a1', [master]);
  await until(async () => expect(await master.addresses(NAME)).toEqual([target.ip]), { within: 15 });
  const override = { kind: 'maintenance', reason: 'uplink work', for: '1h' };
  expect((await master.put('/api/v1/agents/a1/override', override, AUTH)).status).toBe(200);
  await target.stop();
  await until(async () => expect(await master.addresses(NAME)).toEqual([FALLBACK]), { within: 10 });
  const { agents, targets } = await detail(master);
  expect([agents[0]?.set_aside, targets[0]?.votes[0]]).toMatchObject([
    null,
    { counts: true, set_aside: null, counts_despite: expect.stringContaining('uplink work') as string },
  ]);
  expect(await proof(master)).toMatch(/^ {2}a1 +down .*, not set aside, as too few others vote: maintenance by .*: uplink work/m);
});

test('a path fault: all agents of a tag call a target down that every other calls up, and that is shown', async () => {
  const target = { ip: '192.0.2.10', port: 443 };
  const names = { fra: 'eu', ams: 'eu', nyc: 'us' };
  const agents = Object.entries(names).map(([id, tags]) => ({ id, token: `key-of-${id}`, tags }));
  const one = domain([target], { server: { timeout_sec: 60 }, monitor: { monitor_tag: 'eu us' } });
  const master = await world.master({ domains: { [NAME]: one }, top: { agents } });
  const say = (id: string, status: string) => sendReport(master, report(target, { agent_id: id, status }), `key-of-${id}`);
  await say('fra', 'fail');
  await say('ams', 'ok');
  await say('nyc', 'ok');
  expect((await detail(master)).targets[0]?.path_faults).toEqual([]);
  await say('ams', 'fail');
  expect((await detail(master)).targets[0]?.path_faults).toEqual(['eu']);
  expect(await proof(master)).toContain(
    'path fault: every agent with the tag eu calls 192.0.2.10:443 down, every other calls it up',
  );
});

test('on_silence hold: two of three agents gone take nothing down, a dead target still goes, and the state says frozen', async () => {
  const { master, targets, all } = await threeAgents({ policy: 'quorum', timeout_sec: 1.5, on_silence: 'hold' });
  await world.find('agent a2').stop({ signal: 'SIGKILL' });
  await world.find('agent a3').stop({ signal: 'SIGKILL' });
  await until(async () => expect((await detail(master)).state).toBe('frozen'), { within: 10 });
  await always(async () => expect(await master.addresses(NAME)).toEqual(all), { during: 1.5 });
  expect(await proof(master)).toContain('u=1 d=0 m=2 n=3 k=2: u < k and u + m ≥ k, it hangs on missing votes → stays up');

  world.agent('a2', [master]);
  await targets[0]!.stop();
  await until(async () => expect(await master.addresses(NAME)).toEqual(all.filter((ip) => ip !== targets[0]!.ip)), {
    within: 10,
  });
});

test('on_silence hold: when every agent is gone the last answer stands for the grace twice over, then the fallback', async () => {
  const target = await world.target();
  const server = { on_silence: 'hold', timeout_sec: 1, agent_grace_sec: 3 };
  const master = await world.master({ domains: { [NAME]: domain([target], { server }) } });
  const agent = world.agent('a1', [master]);
  await until(async () => expect(await master.addresses(NAME)).toEqual([target.ip]), { within: 15 });
  await agent.stop({ signal: 'SIGKILL' });
  const seconds = await until(async () => expect(await master.addresses(NAME)).toEqual([FALLBACK]), { within: 15 });
  expect(seconds).toBeGreaterThan(3.2);
});

test('quorum "60%" of five needs three', async () => {
  const target = await world.target();
  const master = await world.master({ domains: { [NAME]: domain([target], { server: { policy: 'quorum', quorum: '60%' } }) } });
  const CUT_OFF_FILE = world.file('cut-off', '');
  rmSync(CUT_OFF_FILE);
  for (const id of ['a1', 'a2', 'a3']) world.agent(id, [master]);
  for (const id of ['a4', 'a5']) world.agent(id, [master], { preload, env: { CUT_OFF_FILE } });
  await until(async () => expect(await agentsOf(master, NAME)).toHaveLength(5), { within: 30 });
  world.file('cut-off', '');
  await until(async () => expect((await detail(master)).targets[0]?.tally).toMatchObject({ up: 3, down: 2, needed: 3 }), {
    within: 10,
  });
  expect(await master.addresses(NAME)).toEqual([target.ip]);
  await target.stop();
  await until(async () => expect(await master.addresses(NAME)).toEqual([FALLBACK]), { within: 10 });
});
