import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type Master } from './harness/master.js';
import { agentsOf } from './harness/reports.js';
import { type Target } from './harness/targets.js';
import { always, until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const WITHIN = 3;
const preload = resolve(import.meta.dirname, 'harness/cut-off.mjs');

const answersAre = (master: Master, ...ips: string[]) =>
  until(async () => expect(await master.addresses('webmail.failover')).toEqual(ips.sort()), { within: 15 });

/** A policy, one target, three agents at work, of which the third can be cut off from the targets. */
async function threeAgents(
  server: Record<string, unknown>,
): Promise<{ master: Master; target: Target; cut: () => void; heal: () => void }> {
  const target = await world.target();
  const master = await world.master({ domains: { 'webmail.failover': domain([target], { server }) } });
  const CUT_OFF_FILE = world.file('cut-off', '');
  rmSync(CUT_OFF_FILE);
  for (const id of ['a1', 'a2']) world.agent(id, [master]);
  world.agent('a3', [master], { preload, env: { CUT_OFF_FILE } });
  await until(async () => expect(await agentsOf(master, 'webmail.failover')).toEqual(['a1', 'a2', 'a3']), { within: 15 });
  await answersAre(master, target.ip);
  return { master, target, cut: () => world.file('cut-off', ''), heal: () => rmSync(CUT_OFF_FILE) };
}

/** The last word of an agent about a target, from /status/{domain}. */
async function lastReport(master: Master, target: Target, agent: string): Promise<string | undefined> {
  const { body } = await master.get<{ ip_checks: Record<string, Record<string, { status: string }>> }>(
    '/api/v1/status/webmail.failover',
  );
  return body.ip_checks[target.ip]?.[agent]?.status;
}

test('quorum: one of three agents cut off takes nothing down; a dead target goes', async () => {
  const { master, target, cut } = await threeAgents({ policy: 'quorum' });
  cut();
  await until(async () => expect(await lastReport(master, target, 'a3')).toBe('fail'), { within: WITHIN });
  await always(async () => expect(await master.addresses('webmail.failover')).toEqual([target.ip]), { during: 2 });
  await target.stop();
  await until(async () => expect(await master.addresses('webmail.failover')).toEqual([FALLBACK]), { within: WITHIN });
});

test('quorum: an agent cut off from its master leaves two, who still agree', async () => {
  const { master, target } = await threeAgents({ policy: 'quorum', timeout_sec: 1.5 });
  await world.find('agent a3').stop({ signal: 'SIGKILL' });
  await always(async () => expect(await master.addresses('webmail.failover')).toEqual([target.ip]), { during: 2.5 });
});

test('all: one cut-off agent is enough to take a target down, and brings it back when healed', async () => {
  const { master, target, cut, heal } = await threeAgents({ policy: 'all' });
  cut();
  await until(async () => expect(await master.addresses('webmail.failover')).toEqual([FALLBACK]), { within: WITHIN });
  heal();
  await until(async () => expect(await master.addresses('webmail.failover')).toEqual([target.ip]), { within: WITHIN });
});

test('any: one agent that still reaches a target keeps it', async () => {
  const { master, target, cut } = await threeAgents({ policy: 'any' });
  cut();
  await until(async () => expect(await lastReport(master, target, 'a3')).toBe('fail'), { within: WITHIN });
  await always(async () => expect(await master.addresses('webmail.failover')).toEqual([target.ip]), { during: 1 });
  await target.stop();
  await until(async () => expect(await master.addresses('webmail.failover')).toEqual([FALLBACK]), { within: WITHIN });
});

test('priority: the highest number wins; its death falls to the next tier, its return climbs back', async () => {
  const [low, high, alsoHigh, unset] = await world.targets(4);
  const rows = [low!.row({ priority: 10 }), high!.row({ priority: 20 }), alsoHigh!.row({ priority: 20 }), unset!.row()];
  const master = await world.master({ domains: { 'webmail.failover': domain(rows, { server: { policy: 'priority' } }) } });
  world.agent('a1', [master]);
  const answers = (...ips: string[]) =>
    until(async () => expect(await master.addresses('webmail.failover')).toEqual(ips.sort()), { within: WITHIN });

  await answersAre(master, high!.ip, alsoHigh!.ip);
  await high!.stop();
  await answers(alsoHigh!.ip);
  await alsoHigh!.stop();
  await answers(low!.ip);
  await low!.stop();
  await answers(unset!.ip);
  await unset!.stop();
  await answers(FALLBACK);
  await high!.start();
  await answers(high!.ip);
});
