import { Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { AgentConfig } from '../config/agent-config.js';
import { listenTcp } from '../probers/listeners.fixture.js';
import { type Observation } from '../probers/observation.js';
import { type Reporter } from '../reporting/reporter.js';
import { type Server } from '../servers/server.js';
import { serverAt } from '../servers/stand-in-master.fixture.js';
import { ProbeMetrics } from '../metrics/probe-metrics.js';
import { Anchors } from './anchors.js';
import { Scheduler } from './scheduler.js';
import { Stalls } from './stalls.js';
import { readTasks, type Task } from './task.js';

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 10_000, interval: 5 });
const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  const keep = (line: string) => void lines.push(line);
  Logger.overrideLogger({ log: keep, warn: keep, error: keep, debug: () => {} });
});
afterEach(() => Logger.overrideLogger(false));

interface Recorded {
  server: Server;
  domain: string;
  result: Observation['result'];
  urgent: boolean;
}

function start(allow = ['127.0.0.0/8'], more: Partial<AgentConfig> = {}) {
  const recorded: Recorded[] = [];
  const forgotten: string[] = [];
  const reporter = {
    record: (server: Server, task: Task, { result }: Observation, urgent: boolean) =>
      recorded.push({ server, domain: task.wire.domain, result, urgent }),
    forget: (_server: Server, keys: string[]) => forgotten.push(...keys),
  } as unknown as Reporter;
  const timers = new SchedulerRegistry();
  const config = Object.assign(new AgentConfig(), { allow_networks: allow, ...more });
  const scheduler = new Scheduler(config, timers, reporter, new Anchors(config), new Stalls(), new ProbeMetrics(new Registry()));
  onTestFinished(() => scheduler.onModuleDestroy());
  const { server } = serverAt('http://127.0.0.1:1');
  return { scheduler, timers, server, recorded, forgotten, of: (d: string) => recorded.filter(({ domain }) => domain === d) };
}

const tasks = (port: number, ...changes: object[]) =>
  readTasks(
    JSON.stringify({
      tasks: changes.map((change) => {
        const task = {
          domain: 'a.failover',
          target_ip: '127.0.0.1',
          port,
          type: 'tcp',
          timeout_sec: 5,
          interval_sec: 0.1,
          ...change,
        };
        return { check_name: `${task.domain}:${task.target_ip}:${port}`, ...task };
      }),
    }),
  )!.tasks;

it('probes every task again and again; its first result and every change are urgent', async () => {
  const { scheduler, server, recorded } = start();
  const port = await listenTcp();
  expect(scheduler.apply(server, tasks(port, {}))).toEqual({ added: 1, removed: 0, changed: 0 });
  await until(() => expect(recorded.length).toBeGreaterThan(3));
  expect(recorded.slice(0, 3).map(({ result, urgent }) => [result, urgent])).toEqual([
    ['ok', true],
    ['ok', false],
    ['ok', false],
  ]);
  expect(lines).toEqual([]);
});

it('says a change in one line', async () => {
  const { scheduler, server, recorded } = start();
  const listener = Promise.withResolvers<() => void>();
  const port = await listenTcp((socket) =>
    listener.resolve(() => (socket as never as { server: { close(): void } }).server.close()),
  );
  scheduler.apply(server, tasks(port, {}));
  (await listener.promise)();
  await until(() => expect(recorded.some(({ result, urgent }) => result === 'fail' && urgent)).toBe(true));
  expect(lines).toEqual([`a.failover 127.0.0.1:${port} tcp: ok → fail (refused)`]);
});

it('runs a check that several ask for once, and tells them all', async () => {
  const { scheduler, server, of } = start();
  let connections = 0;
  const port = await listenTcp(() => connections++);
  const hourly = { interval_sec: 3600 };
  const other = serverAt('http://127.0.0.1:2').server;
  scheduler.apply(server, tasks(port, hourly, { ...hourly, domain: 'b.failover' }));
  scheduler.apply(other, tasks(port, hourly));
  await until(() => expect(of('a.failover')).toHaveLength(2));
  expect(of('a.failover').map((one) => one.server)).toEqual([server, other]);
  expect(of('b.failover')).toHaveLength(1);
  expect(connections).toBe(1);
});

it('gives a task that joins a running check its first result soon', async () => {
  const { scheduler, server, of } = start();
  const port = await listenTcp();
  const hourly = { interval_sec: 3600 };
  scheduler.apply(server, tasks(port, hourly));
  await until(() => expect(of('a.failover')).toHaveLength(1));
  scheduler.apply(server, tasks(port, hourly, { ...hourly, domain: 'b.failover' }));
  await until(() => expect(of('b.failover')).toMatchObject([{ urgent: true }]));
});

it('stops what is removed at once, restarts what changed, and leaves the rest alone', async () => {
  const { scheduler, server, timers, of, forgotten } = start();
  const port = await listenTcp();
  const [a, b, c] = [{}, { domain: 'b.failover', type: 'http', timeout_sec: 1 }, { domain: 'c.failover' }];
  scheduler.apply(server, tasks(port, a, b));
  await until(() => expect(of('a.failover').length).toBeGreaterThan(0));
  const slower = { ...a, interval_sec: 3600 };
  expect(scheduler.apply(server, tasks(port, slower, c))).toEqual({ added: 1, removed: 1, changed: 1 });
  expect(forgotten).toEqual([`http b.failover:127.0.0.1:${port}`]);
  const [before, gone] = [of('a.failover').length, of('b.failover').length];
  await until(() => expect(of('a.failover')).toHaveLength(before + 1));
  await until(() => expect(of('c.failover').length).toBeGreaterThan(2));
  expect(of('b.failover')).toHaveLength(gone);
  expect(scheduler.apply(server, tasks(port, slower, c))).toEqual({ added: 0, removed: 0, changed: 0 });
  expect(scheduler.apply(server, [])).toEqual({ added: 0, removed: 2, changed: 0 });
  expect(timers.getTimeouts()).toEqual([]);
});

it('reports what it cannot or may not probe as error, without stopping the others', async () => {
  const { scheduler, server, of } = start(['127.0.0.1']);
  const port = await listenTcp();
  scheduler.apply(
    server,
    tasks(
      port,
      {},
      { domain: 'b.failover', type: 'pigeon' },
      { domain: 'c.failover', target_ip: '127.0.0.2' },
      { domain: 'd.failover', target_ip: 'x' },
    ),
  );
  for (const domain of ['b.failover', 'c.failover', 'd.failover']) {
    await until(() => expect(of(domain)[0]).toMatchObject({ result: 'error', urgent: true }));
  }
  await until(() => expect(of('a.failover')[0]).toMatchObject({ result: 'ok' }));
  expect(lines.toSorted()).toEqual([
    `b.failover 127.0.0.1:${port} pigeon: error (local: unknown check type "pigeon"; this agent knows tcp, http, https, icmp, tls, dns, udp, grpc, exec)`,
    expect.stringMatching(/^c\.failover 127\.0\.0\.2:\d+ tcp: error \(permission: 127\.0\.0\.2 is in a network/),
    `d.failover x:${port} tcp: error (local: "x" is not an IP address)`,
  ]);
});

it('leaves no timer when the agent ends', async () => {
  const { scheduler, timers, server } = start();
  scheduler.apply(server, tasks(await listenTcp(), {}, { domain: 'b.failover', interval_sec: 3600 }));
  expect(timers.getTimeouts()).not.toEqual([]);
  scheduler.onModuleDestroy();
  expect(timers.getTimeouts()).toEqual([]);
});

it('looks when the clock of the first master that gives a phase says, and is not disturbed when the phase moves', async () => {
  const { scheduler, server, of } = start();
  const other = serverAt('http://127.0.0.1:2').server;
  const at: number[] = [];
  const port = await listenTcp(() => at.push(performance.now()));
  const now = performance.now();
  server.clock.seen(now + 10_000, now, now);
  other.clock.seen(now + 10_250, now, now);
  const [first, second] = [
    { interval_sec: 0.5, phase_sec: 0.1 },
    { interval_sec: 0.5, phase_sec: 0.3 },
  ];
  scheduler.apply(server, tasks(port, first));
  scheduler.apply(other, tasks(port, second));
  // Master time is local time + 10,000: the points are where local time ≡ 100 (mod 500), less what has passed by `now`.
  const off = (moment: number, phase: number) => Math.abs(((((moment + 10_000 - phase) % 500) + 750) % 500) - 250);
  const worst = (phase: number) => Math.max(...at.slice(-3).map((moment) => off(moment, phase)));
  await until(() => expect(of('a.failover').length).toBeGreaterThan(8));
  await until(() => expect(worst(100)).toBeLessThan(60));

  expect(scheduler.apply(server, tasks(port, { ...first, phase_sec: 0.2 }))).toEqual({ added: 0, removed: 0, changed: 0 });
  await until(() => expect(worst(200)).toBeLessThan(60));
});

it('reports what a blind agent cannot see as error, and runs the commands that its config allows', async () => {
  const blind = start(['127.0.0.0/8'], { anchors: ['224.0.0.1:9'] });
  const refused = tasks(1, { interval_sec: 3600 });
  blind.scheduler.apply(blind.server, refused);
  await until(() => expect(blind.of('a.failover')).toMatchObject([{ result: 'error' }]));
  expect(lines.at(-1)).toBe('a.failover 127.0.0.1:1 tcp: error (local: no anchor answers)');

  const seeing = start(['127.0.0.0/8'], { allow_commands: new Map([['fine', { run: ['true'] }]]) });
  const commands = ['fine', 'other'].map((command) => ({ domain: `${command}.failover`, type: 'exec', params: { command } }));
  seeing.scheduler.apply(seeing.server, tasks(1, { interval_sec: 3600 }, ...commands));
  await until(() => expect(seeing.of('a.failover')).toMatchObject([{ result: 'fail' }]));
  await until(() => expect(seeing.of('fine.failover')[0]).toMatchObject({ result: 'ok' }));
  await until(() => expect(seeing.of('other.failover')[0]).toMatchObject({ result: 'error' }));
});
