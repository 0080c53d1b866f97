import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { canIsolate, isolated } from './harness/namespace.js';
import { freePort } from './harness/ports.js';
import { capture, Program, ROOT } from './harness/program.js';
import { until } from './harness/until.js';
import { useWorld } from './harness/world.js';

/** The predecessor's config files as its users have them. */
const world = useWorld();
const file = (name: string) => resolve(import.meta.dirname, 'fixtures', name);
const lonely = await canIsolate();

test.runIf(lonely)('the predecessor’s config.yaml loads unchanged, byte for byte', async () => {
  const [command, args] = isolated(process.execPath, [
    resolve(ROOT, 'apps/master/dist/main.js'),
    '--config',
    file('config.yaml'),
  ]);
  // Its state is stored where it runs.
  const master = world.own(Program.run('master', command, args, { cwd: dirname(world.file('here', '')) }));
  const inside = async (...line: string[]) => {
    const { stdout } = await capture('pgrep', ['-P', String(master.pid)]);
    return capture('nsenter', [
      '--user',
      '--net',
      '--preserve-credentials',
      '-t',
      stdout.trim() || String(master.pid),
      '--',
      ...line,
    ]);
  };
  const fetchText = (url: string) => inside(process.execPath, '-e', `fetch('${url}').then((r) => r.text()).then(console.log)`);
  await master.ready(
    async () => {
      expect((await fetchText('http://127.0.0.1:8000/health/ready')).stdout).toContain('"status":"ok"');
    },
    { within: 30 },
  );
  const { stdout } = await inside('dig', '@127.0.0.1', '-p', '8053', '+noall', '+answer', 'webmail.failover', 'A');
  expect(stdout.replace(/\s+/g, ' ').trim()).toBe('webmail.failover. 30 IN A 10.10.10.254');
});

test('the predecessor’s config.yaml loads with nothing but its two listening addresses changed', async () => {
  const [dns, api] = [await freePort(), await freePort()];
  const text = readFileSync(file('config.yaml'), 'utf8')
    .replaceAll('0.0.0.0', '127.0.0.1')
    .replace('8053', String(dns))
    .replace('8000', String(api));
  const path = world.file('config.yaml', text);
  const master = world.own(Program.node('master', 'apps/master/dist/main.js', ['--config', path]));
  await master.ready(async () => (await fetch(`http://127.0.0.1:${api}/health/ready`)).status === 200, { within: 30 });
  const tasks = await fetch(`http://127.0.0.1:${api}/api/v1/tasks?tags=test`, { headers: { 'x-api-key': 'secret_token' } });
  expect(await tasks.json()).toMatchObject({
    tasks: [
      { check_name: 'webmail.failover:10.10.10.250:443', interval_sec: 30, timeout_sec: 5, type: 'tcp' },
      { check_name: 'webmail.failover:10.10.10.251:443', interval_sec: 30, timeout_sec: 5, type: 'tcp' },
    ],
  });
});

test('the predecessor’s agent_config.yaml loads unchanged: the agent keeps asking for its master', async () => {
  const agent = world.own(Program.node('agent', 'apps/agent/dist/main.js', ['--config', file('agent_config.yaml')]));
  await agent.prints('server1', { within: 15 });
  expect(agent.running).toBe(true);
  expect(agent.output).not.toContain('secret_token');
  expect(await agent.stop()).toEqual({ code: 0, signal: null });
});

test('the predecessor’s agent_config.yaml reaches a master that is there', async () => {
  const master = await world.master({
    domains: {
      'webmail.failover': {
        fallback: ['10.10.10.254'],
        monitor: { mode: 'tcp', monitor_tag: 'test', targets: [{ ip: '127.0.0.1', port: 9 }] },
        agent: { interval_sec: 1, timeout_sec: 1, token: 'secret_token' },
      },
    },
  });
  const text = readFileSync(file('agent_config.yaml'), 'utf8').replace('http://server_ip_or_dns:8000', master.url);
  world.own(Program.node('agent', 'apps/agent/dist/main.js', ['--config', world.file('agent_config.yaml', text)]));
  await until(async () => expect((await master.get('/api/v1/status')).text).toContain('"agent_id":"example"'), { within: 15 });
});
