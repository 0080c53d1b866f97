import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { freePort } from './harness/ports.js';
import { Program } from './harness/program.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const MAIN = 'apps/agent/dist/main.js';

/** Runs the agent's program to its end. */
async function agent(...args: string[]) {
  const program = world.own(Program.node('agent', MAIN, args));
  const { code } = await program.ended;
  return { code, out: program.stdout, err: program.stderr };
}

const configFor = (url: string, more: object = {}) =>
  world.file(
    'agent_config.yaml',
    JSON.stringify({
      agent_id: 'x',
      servers: [{ name: 'server1', url, token: 'secret', tags: ['test'] }],
      allow_networks: ['127.0.0.0/8'],
      ...more,
    }),
  );

test('--once shows each check, --dry-run the tasks, and neither reports', async () => {
  const [up, down] = await world.targets(2);
  const master = await world.master({ domains: { 'a.failover': domain([up!, down!]) } });
  const config = configFor(master.url);
  const fine = await agent('--once', '--config', config);
  expect([fine.code, fine.err]).toEqual([0, '']);
  expect(fine.out).toMatch(
    new RegExp(
      `^RESULT +SERVER +DOMAIN +TARGET +CHECK +LATENCY +REASON\nok +server1 +a\\.failover +${up!.ip}:${up!.port} +tcp +[\\d.]+ ms\n`,
    ),
  );
  await down!.stop();
  const bad = await agent('--once', '--config', config);
  expect(bad.code).toBe(1);
  expect(bad.out).toMatch(new RegExp(`fail +server1 +a\\.failover +${down!.ip}:${down!.port} +tcp +- +refused\n`));
  const asJson = await agent('--once', '--json', '--config', config);
  expect(JSON.parse(asJson.out)).toMatchObject({
    servers: [{ name: 'server1', tasks: 2, problem: null }],
    results: [
      { domain: 'a.failover', target_ip: up!.ip, result: 'ok' },
      { domain: 'a.failover', target_ip: down!.ip, result: 'fail', reason: 'refused' },
    ],
  });

  const served = up!.served;
  const dry = await agent('--dry-run', '--config', config);
  expect([dry.code, dry.out]).toEqual([0, expect.stringMatching(/a\.failover +127\S+ +tcp +0\.5 s +0\.4 s/)]);
  const tasks = JSON.parse((await agent('--dry-run', '--json', '--config', config)).out) as object;
  expect(tasks).toMatchObject({ tasks: [{ type: 'tcp', interval_sec: 0.5, problem: null }, {}] });
  expect(up!.served).toBe(served);
  expect((await master.get<{ agents: { reports: number }[] }>('/api/v1/agents')).body.agents[0]!.reports).toBe(0);

  await master.stop();
  const away = await agent('--once', '--config', config);
  expect([away.code, away.err]).toEqual([1, expect.stringContaining('server1: connect ECONNREFUSED')]);
});

test('probe runs one check, where the config or --allow lets it', async () => {
  const target = await world.target({ kind: 'http' });
  const place = `${target.ip}:${target.port}`;
  const denied = await agent('probe', 'http', place);
  expect([denied.code, denied.out]).toEqual([1, expect.stringContaining('error  permission')]);
  const allowed = await agent('probe', 'http', place, '--allow', '--host', 'www.failover', '--params', '{"path":"/x"}', '--json');
  expect([allowed.code, JSON.parse(allowed.out)]).toMatchObject([0, { result: 'ok', details: { status: 200 } }]);
  expect(target.requests).toEqual([{ method: 'GET', url: '/x', host: 'www.failover' }]);
  const config = configFor('http://127.0.0.1:9');
  expect((await agent('probe', 'http', place, '--config', config)).out).toMatch(/^ok {2}[\d.]+ ms\n[^]* {2}status: 200\n/);
  await target.stop();
  expect(await agent('probe', 'tcp', place, '--allow')).toEqual({ code: 1, out: 'fail  refused\n', err: '' });
});

test.each([
  [['probe', 'tcp'], 'a type and an address are needed'],
  [['probe', 'pigeon', '127.0.0.1'], 'unknown check type "pigeon"'],
  [['probe', 'tcp', 'localhost:80'], '"localhost:80" is not an address'],
  [['probe', 'tcp', '127.0.0.1'], 'port is null; expected 1 to 65535'],
  [['probe', 'http', '127.0.0.1', '--params', '{'], '--params is not JSON'],
  [['probe', 'http', '127.0.0.1', '--params', '{"paht":"/"}'], 'params.paht is not known here'],
  [['probe', 'http', '127.0.0.1', '--timeout', 'soon'], 'timeout_sec is "soon"'],
  [['probe', 'http', '127.0.0.1', '--bogus'], "Unknown option '--bogus'"],
  [['--json'], '--json goes with --once or --dry-run'],
])('%j is a wrong command line', async (args, why) =>
  expect(await agent(...args)).toEqual({ code: 2, out: '', err: expect.stringContaining(why) }),
);

test('health and metrics, on loopback; a port that is in use ends the start', async () => {
  const target = await world.target();
  const master = await world.master({ domains: { 'a.failover': domain([target]) } });
  const port = await freePort();
  const running = world.agent('a1', [master], { config: { health: { listen_port: port } } });
  const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  await until(async () => expect(JSON.parse(await get('/health/ready'))).toMatchObject({ status: 'ok' }), { within: 15 });
  await until(async () => expect(await get('/metrics')).toMatch(/failover_agent_probes_total\{result="ok"\} [1-9]/), {
    within: 15,
  });
  const second = configFor(master.url, { health: { listen_port: port } });
  const refused = await agent('--config', second);
  expect([refused.code, refused.err]).toEqual([
    1,
    `health: 127.0.0.1 port ${port} is in use by another program: stop it, or set another port\n`,
  ]);
  expect(await running.stop()).toEqual({ code: 0, signal: null });
  const again = createServer().listen(port, '127.0.0.1');
  await once(again, 'listening');
  again.close();
});
