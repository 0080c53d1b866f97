import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { freePort } from './harness/ports.js';
import { Program } from './harness/program.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const PROMPTLY = 6;

describe('a port that is taken', () => {
  async function start(dnsPort: number, apiPort: number) {
    const zone = { name: 'failover', domains: { 'webmail.failover': domain([{ ip: '192.0.2.10', port: 443 }]) } };
    const listen = (listen_port: number) => ({ listen_ip: '127.0.0.1', listen_port });
    const file = world.file('config.yaml', JSON.stringify({ dns: listen(dnsPort), api: listen(apiPort), zones: [zone] }));
    const program = world.own(Program.node('master', 'apps/master/dist/main.js', ['--config', file]));
    const timer = setTimeout(() => program.signal('SIGKILL'), 15_000);
    const exit = await program.ended;
    clearTimeout(timer);
    return { ...exit, stderr: program.stderr, output: program.output };
  }

  const holders = {
    'DNS over UDP': async (port: number) => {
      const socket = createSocket('udp4');
      socket.bind(port, '127.0.0.1');
      await once(socket, 'listening');
      world.onClose(() => socket.close());
    },
    'DNS over TCP': holdTcp,
    API: holdTcp,
  };

  async function holdTcp(port: number) {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    world.onClose(() => server.close());
  }

  test.each(Object.entries(holders))('%s: one line, exit 1', async (what, hold) => {
    const [dns, api] = [await freePort(), await freePort()];
    await hold(what === 'API' ? api : dns);
    const { code, stderr, output } = await start(dns, api);
    expect(code, output).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(String(what === 'API' ? api : dns));
    expect(output).not.toMatch(/^\s+at /m);
  });

  test('by another master: one line, exit 1, and the other serves on', async () => {
    const master = await world.master({ domains: { 'webmail.failover': domain([{ ip: '192.0.2.10', port: 443 }]) } });
    const { code, stderr } = await start(master.dnsPort, await freePort());
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    for (let query = 0; query < 8; query++) expect((await master.dig('webmail.failover')).status).toBe('NOERROR');
  });
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends master and agent promptly with exit 0, whatever is open`, async () => {
    const target = await world.target();
    const hanging = await world.target({ kind: 'silent' });
    const domains = {
      'webmail.failover': domain([target]),
      'slow.failover': domain([hanging], {
        monitor: { mode: 'http' },
        agent: { interval_sec: 20, timeout_sec: 19 },
        server: { timeout_sec: 60 },
      }),
    };
    const master = await world.master({ domains });
    const agent = world.agent('a1', [master]);
    await until(async () => expect(await master.addresses('webmail.failover')).toEqual([target.ip]), { within: 15 });
    await until(() => expect(hanging.served).toBeGreaterThan(0), { within: 15 });
    const idle = [connect(master.dnsPort, '127.0.0.1'), connect(master.apiPort, '127.0.0.1')];
    for (const socket of idle) socket.on('error', () => undefined);
    await Promise.all(idle.map((socket) => once(socket, 'connect')));

    for (const program of [agent, master.program]) {
      const start = performance.now();
      expect(await program.stop({ signal }), program.output).toEqual({ code: 0, signal: null });
      expect((performance.now() - start) / 1000).toBeLessThan(PROMPTLY);
      expect(program.output).not.toMatch(/^\s+at /m);
    }
    for (const socket of idle) socket.destroy();
  });
}

test('whoever reads the log may go away: the master decides and answers on', async () => {
  const target = await world.target();
  const master = await world.master({ domains: { 'webmail.failover': domain([target]) } });
  master.program.child.stdout?.destroy();
  world.agent('a1', [master]);
  await until(async () => expect(await master.addresses('webmail.failover')).toEqual([target.ip]), { within: 15 });
  await target.stop();
  await until(async () => expect(await master.addresses('webmail.failover')).not.toContain(target.ip), { within: 15 });
  expect(master.program.running).toBe(true);
});
