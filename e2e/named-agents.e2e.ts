import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AgentsDto, TasksDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { type Master } from './harness/master.js';
import { agentsOf, report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const agents = async (master: Master) => (await master.get<AgentsDto>('/api/v1/agents')).body.agents;
const detailOf = (reply: { body: unknown }) => (reply.body as { detail: string }).detail;
const tasksOf = async (master: Master, query: string, key: string) =>
  (await master.get<TasksDto>(`/api/v1/tasks?${query}`, { 'x-api-key': key })).body.tasks.map((task) => task.domain).sort();

test('the config’s tags decide what a named agent checks, whatever tags it asks with; /agents tells who is there', async () => {
  const [eu, us, open] = await world.targets(3);
  const master = await world.master({
    top: {
      agents: [
        { id: 'fra', token: 'fra-key', tags: ['eu'] },
        { id: 'nyc', token_sha256: sha256('nyc-key'), tags: 'us' },
      ],
    },
    domains: {
      'eu.failover': domain([eu!], { monitor: { monitor_tag: 'eu' } }),
      'us.failover': domain([us!], { monitor: { monitor_tag: 'us' }, agent: { token: 'unknown-to-nyc' } }),
      'open.failover': domain([open!], { monitor: { monitor_tag: '' } }),
    },
  });
  const named = { named: true, state: 'unseen', reports: 0, last_seen: null, targets: 0, disagreement: null };
  expect(await agents(master)).toMatchObject([
    { ...named, id: 'fra', tags: ['eu'] },
    { ...named, id: 'nyc', tags: ['us'] },
  ]);
  world.agent('fra', [master], { token: 'fra-key', tags: ['us'] });
  world.agent('nyc', [master], { token: 'nyc-key', tags: ['eu'] });
  await until(
    async () => {
      expect(await agentsOf(master, 'eu.failover')).toEqual(['fra']);
      expect(await agentsOf(master, 'us.failover')).toEqual(['nyc']);
      expect(await agentsOf(master, 'open.failover')).toEqual(['fra', 'nyc']);
    },
    { within: 15 },
  );
  expect(await master.addresses('us.failover')).toEqual([us!.ip]);
  const [fra, nyc] = await agents(master);
  expect([fra, nyc]).toMatchObject([
    { id: 'fra', state: 'active', tags: ['eu'], targets: 2 },
    { id: 'nyc', state: 'active', tags: ['us'], targets: 2 },
  ]);
  expect(Math.abs(fra!.clock_offset_ms!)).toBeLessThan(5000);
});

test('a named agent’s token cannot speak for another id, and a stranger is refused, in reports and in polls', async () => {
  const target = await world.target();
  const guarded = await world.target();
  const master = await world.master({
    top: {
      agents: [
        { id: 'fra', token: 'fra-key', tags: ['test'] },
        { id: 'ams', token: 'ams-key', tags: ['test'] },
      ],
    },
    domains: { [NAME]: domain([target]), 'guarded.failover': domain([guarded], { agent: { token: 'shared' } }) },
  });
  const say = (agent_id: string, key: string, of = NAME) =>
    sendReport(master, report(of === NAME ? target : guarded, { agent_id, domain: of }), key);

  for (const [id, key, status, detail] of [
    ['ams', 'fra-key', 403, 'this token speaks for fra alone, not for ams'],
    ['fra', 'stolen', 403, 'fra is a named agent; its own token is needed'],
    ['stranger', 'stolen', 403, `${NAME} is for named agents alone`],
    ['stranger', 'shared', 403, `${NAME} is for named agents alone`],
  ] as const) {
    const reply = await say(id, key);
    expect([reply.status, detailOf(reply)]).toEqual([status, expect.stringContaining(detail)]);
  }
  expect((await say('fra', 'shared', 'guarded.failover')).status).toBe(403);
  expect((await say('old', 'shared', 'guarded.failover')).status).toBe(200);
  expect(await tasksOf(master, 'tags=test', 'stolen')).toEqual([]);
  expect(await tasksOf(master, 'tags=test', 'shared')).toEqual(['guarded.failover']);
  expect(await tasksOf(master, 'tags=test', 'fra-key')).toEqual(['guarded.failover', NAME]);
  expect(await master.addresses(NAME)).toEqual([FALLBACK]);
  expect((await say('fra', 'fra-key')).status).toBe(200);
  expect(await master.addresses(NAME)).toEqual([target.ip]);

  const impostor = world.agent('ams', [master], { token: 'fra-key' });
  await impostor.prints('the master does not accept this token', { within: 15 });
  expect(impostor.output).toContain('this token speaks for fra alone, not for ams');
  expect((await agents(master)).find(({ id }) => id === 'ams')).toMatchObject({ state: 'unseen', reports: 0 });
  expect(impostor.output + master.program.output).not.toMatch(/fra-key|ams-key|shared|stolen/);
});

test('a token is changed without a gap: for a while both are valid', async () => {
  const target = await world.target();
  const tokens = (...tokens: string[]) => [{ id: 'fra', token_sha256: tokens.map(sha256), tags: ['test'] }];
  const master = await world.master({ top: { agents: tokens('old', 'new') }, domains: { [NAME]: domain([target]) } });
  for (const token of ['old', 'new'])
    expect((await sendReport(master, report(target, { agent_id: 'fra' }), token)).status).toBe(200);
  const agent = world.agent('fra', [master], { token: 'new' });
  await until(async () => expect(await master.addresses(NAME)).toEqual([target.ip]), { within: 15 });

  const config = JSON.parse(readFileSync(master.file, 'utf8')) as object;
  writeFileSync(master.file, JSON.stringify({ ...config, agents: tokens('new') }));
  await master.restart();
  await until(async () => expect(await agentsOf(master, NAME)).toEqual(['fra']), { within: 15 });
  expect((await sendReport(master, report(target, { agent_id: 'fra' }), 'old')).status).toBe(403);
  expect((await sendReport(master, report(target, { agent_id: 'fra' }), 'new')).status).toBe(200);
  expect(agent.output).not.toContain('does not accept');
});

test('an agent that ends is suspect, then lost', async () => {
  const target = await world.target();
  const server = { timeout_sec: 1.5, agent_grace_sec: 6 };
  const master = await world.master({ domains: { [NAME]: domain([target], { server }) } });
  const agent = world.agent('a1', [master], { tags: ['test', 'eu'] });
  await until(
    async () => expect(await agents(master)).toMatchObject([{ id: 'a1', named: false, state: 'active', tags: ['test', 'eu'] }]),
    {
      within: 15,
    },
  );
  await agent.stop({ signal: 'SIGKILL' });
  await until(async () => expect(await agents(master)).toMatchObject([{ state: 'suspect' }]), { within: 10 });
  await until(async () => expect(await agents(master)).toMatchObject([{ state: 'lost' }]), { within: 10 });
});
