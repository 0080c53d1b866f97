import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { type Master } from './harness/master.js';
import { freePort } from './harness/ports.js';
import { type Program } from './harness/program.js';
import { agentsOf } from './harness/reports.js';
import { until } from './harness/until.js';
import { type Target } from './harness/targets.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';

const masterOf = (target: Target, tag = 'test') =>
  world.master({ domains: { [NAME]: domain([target], { monitor: { monitor_tag: tag }, agent: { token: 'secret' } }) } });
const reports = (master: Master, agent = 'fra') =>
  until(async () => expect(await agentsOf(master, NAME)).toEqual([agent]), { within: 15 });
const says = (agent: Program, text: RegExp) => until(() => expect(agent.stdout).toMatch(text), { within: 15 });
const isInForce = async (health: string) =>
  /^failover_agent_config_last_reload_successful (.*)$/m.exec(await (await fetch(`${health}/metrics`)).text())?.[1];

test('a changed file is in force by itself: another master is worked for, by the same process', async () => {
  const target = await world.target();
  const [first, second] = [await masterOf(target), await masterOf(target)];
  const agent = world.agent('fra', [first]);
  await reports(first);
  world.agentFile('fra', [first, second]);
  await reports(second);
  await says(agent, /reloaded by a change of the file: .*agent-fra\.yaml is in force; fra, working for server1 .*; server2 /);
  await target.stop();
  for (const master of [first, second])
    await until(async () => expect(await master.addresses(NAME)).not.toContain(target.ip), { within: 15 });
  expect(agent.running).toBe(true);
});

test('a file with faults changes nothing, says where they are, and is told by the metrics; mended, it is in force', async () => {
  const target = await world.target();
  const master = await masterOf(target);
  const health = { listen_ip: '127.0.0.1', listen_port: await freePort() };
  const agent = world.agent('fra', [master], { config: { health } });
  const url = `http://127.0.0.1:${health.listen_port}`;
  await reports(master);
  expect(await isInForce(url)).toBe('1');
  world.agentFile('fra', [master], { config: { health, tasks_interval: 3 } });
  await says(agent, /agent-fra\.yaml:\d+:\d+: tasks_interval: .*tasks_interval_sec/);
  await says(agent, /not reloaded by a change of the file: .*the config before stays in force/);
  expect(await isInForce(url)).toBe('0');
  await target.stop();
  await until(async () => expect(await master.addresses(NAME)).not.toContain(target.ip), { within: 15 });
  world.agentFile('fra', [master], { config: { health, tasks_interval_sec: 3 } });
  await until(async () => expect(await isInForce(url)).toBe('1'), { within: 15 });
});

test('SIGHUP reads it anew; a health port that is taken leaves the agent with the config before', async () => {
  const target = await world.target();
  const master = await masterOf(target);
  const agent = world.agent('fra', [master]);
  await reports(master);
  agent.signal('SIGHUP');
  await says(agent, /reloaded by SIGHUP: .* says what it said before/);
  const taken = createServer().listen(0, '127.0.0.1');
  world.onClose(() => taken.close());
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  world.agentFile('fra', [master], { config: { health: { listen_port: port } } });
  agent.signal('SIGHUP');
  await says(agent, new RegExp(`not reloaded by .*: health: 127.0.0.1 port ${port} is in use.*the config before stays in force`));
  await target.stop();
  await until(async () => expect(await master.addresses(NAME)).not.toContain(target.ip), { within: 15 });
  expect(agent.running).toBe(true);
});

test('a token that changes in its file is the next one sent', async () => {
  const target = await world.target();
  const master = await world.master({
    top: { agents: [{ id: 'fra', token: 'the-new-one', tags: ['test'] }] },
    domains: { [NAME]: domain([target]) },
  });
  const token_file = world.file('token', 'the-old-one\n');
  const servers = [{ name: 'server1', url: master.url, token_file, tags: ['test'] }];
  const agent = world.agent('fra', [], { config: { servers } });
  await until(() => expect(agent.stdout).toMatch(/40[13]/), { within: 15 });
  world.file('token', 'the-new-one\n');
  await reports(master);
});

test('a config that is read anew while the master is away goes on with the tasks that it gave last', async () => {
  const target = await world.target();
  const master = await masterOf(target);
  const agent = world.agent('fra', [master]);
  await reports(master);
  await master.stop('SIGKILL');
  await says(agent, /server1: lost/);
  world.agentFile('fra', [master], { config: { tasks_interval_sec: 3 } });
  await says(agent, /reloaded by a change of the file/);
  await target.stop();
  await says(agent, /webmail\.failover .* tcp: (ok → )?fail \(refused\)/);
});
