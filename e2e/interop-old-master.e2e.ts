import { expect, test } from 'vitest';
import { type OldTask, PredecessorMaster } from './harness/predecessor.js';
import { type Target } from './harness/targets.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();

const task = (target: Pick<Target, 'ip'> & { port: number | null }, type: string): OldTask => ({
  check_name: `webmail.failover:${target.ip}:${target.port ?? 'icmp'}`,
  domain: 'webmail.failover',
  target_ip: target.ip,
  port: target.port,
  type,
  timeout_sec: 1,
  interval_sec: 1,
});

const newest = (master: PredecessorMaster, ip: string) => master.reports.findLast((report) => report.target_ip === ip);

test('our agent works for the predecessor’s master: single reports, no field that it does not know', async () => {
  const [up, web] = [await world.target(), await world.target({ kind: 'http' })];
  const pinged = { ip: '127.0.0.1', port: null };
  const old = await PredecessorMaster.start(world, { tasks: [task(up, 'tcp'), task(web, 'http'), task(pinged, 'icmp')] });
  const agent = world.agent('example', [old], { tags: ['test', 'more'] });

  await until(
    () => {
      expect(newest(old, up.ip)).toMatchObject({ agent_id: 'example', type: 'tcp', status: 'ok', port: up.port, reason: null });
      expect(newest(old, web.ip)).toMatchObject({ type: 'http', status: 'ok', port: web.port });
      expect(newest(old, pinged.ip)).toMatchObject({ type: 'icmp', status: 'ok', port: null });
    },
    { within: 15 },
  );
  expect(newest(old, up.ip)?.check_name).toBe(`webmail.failover:${up.ip}:${up.port}`);
  expect(newest(old, up.ip)?.latency_ms).toBeGreaterThan(0);
  expect(old.log[0]).toMatch(/^GET \/api\/v1\/tasks\?tags=test(,|%2C)more&agent_id=example 200$/);

  await up.stop();
  await until(() => expect(newest(old, up.ip)).toMatchObject({ status: 'fail', reason: expect.any(String) as string }), {
    within: 10,
  });
  expect(old.refused).toEqual([]);
  expect(agent.running).toBe(true);
});

test('a check that could not be performed is no report that it would misread', async () => {
  const target = await world.target();
  const other = await world.target();
  const old = await PredecessorMaster.start(world, { tasks: [task(target, 'tcp')] });
  world.agent('careful', [old], { config: { allow_networks: [`${other.ip}/32`], tasks_interval_sec: 1 } });
  await until(() => expect(old.log.length).toBeGreaterThan(0), { within: 15 });
  old.tasks = [task(target, 'tcp'), task(other, 'tcp')];
  await until(() => expect(newest(old, other.ip)).toMatchObject({ status: 'ok' }), { within: 15 });
  expect(old.refused).toEqual([]);
  expect(target.served).toBe(0);
});

test('one agent serves an old and a new master at once', async () => {
  const target = await world.target();
  const old = await PredecessorMaster.start(world, { tasks: [task(target, 'tcp')] });
  const master = await world.master({ domains: { 'webmail.failover': domain([target]) } });
  world.agent('both', [old, master]);
  await until(
    async () => {
      expect(newest(old, target.ip)).toMatchObject({ status: 'ok' });
      expect(await master.addresses('webmail.failover')).toEqual([target.ip]);
    },
    { within: 15 },
  );
  expect(old.refused).toEqual([]);
});

test('a changed task set is applied without a restart', async () => {
  const [one, two] = await world.targets(2);
  const old = await PredecessorMaster.start(world, { tasks: [task(one!, 'tcp')] });
  world.agent('a1', [old], { config: { tasks_interval_sec: 1 } });
  await until(() => expect(newest(old, one!.ip)).toMatchObject({ status: 'ok' }), { within: 15 });
  old.tasks = [task(two!, 'tcp')];
  await until(() => expect(newest(old, two!.ip)).toMatchObject({ status: 'ok' }), { within: 15 });
  const served = one!.served;
  const before = two!.served;
  await until(() => expect(two!.served).toBeGreaterThan(before + 2), { within: 15 });
  expect(one!.served).toBe(served);
});
