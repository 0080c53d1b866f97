import { createServer } from 'node:net';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { AppModule } from '../app.module.js';
import { AgentConfig } from '../config/agent-config.js';
import { listen, listenTcp } from '../probers/listeners.fixture.js';
import { StandInMaster } from '../servers/stand-in-master.fixture.js';
import { HealthServer } from './health-server.js';

const until = (condition: () => unknown) => vi.waitFor(condition, { timeout: 10_000, interval: 5 });
const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
});
afterEach(() => Logger.overrideLogger(false));
const keep = (line: string) => void lines.push(line);
const logger = { log: keep, warn: keep, error: () => {} };

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(master: StandInMaster, listen_port?: number) {
  const config = Object.assign(new AgentConfig(), {
    agent_id: 'example',
    allow_networks: ['127.0.0.0/8'],
    health: { listen_ip: '127.0.0.1', listen_port },
    tasks_interval_sec: 0.1,
    servers: [{ name: 'server1', url: master.url, tags: [] }],
  });
  const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger, abortOnError: false });
  onTestFinished(() => app.close());
  const { port } = app.get(HealthServer);
  const get = async (path: string, init: RequestInit = {}) => {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return { status: reply.status, text: await reply.text() };
  };
  return { app, port, get };
}

it('is live at once, and ready once a master has said what to check', async () => {
  const master = await StandInMaster.start();
  master.answer = () => ({ status: 500 });
  const { get } = await start(master, await freePort());
  expect(await get('/health/live')).toEqual({ status: 200, text: '{"status":"ok"}\n' });
  const nothing = { name: 'server1', reachable: true, tasks: null };
  const { status, text } = await get('/health/ready');
  expect([status, JSON.parse(text)]).toEqual([503, { status: 'no master has given tasks yet', servers: [nothing] }]);
  master.answer = () => ({ body: { tasks: [] } });
  await until(async () => expect(await get('/health/ready?x=1')).toMatchObject({ status: 200 }));
  await master.stop();
  await until(async () =>
    expect(JSON.parse((await get('/health/ready')).text)).toEqual({
      status: 'ok',
      servers: [{ name: 'server1', reachable: false, tasks: 0 }],
    }),
  );
});

it('tells its metrics', async () => {
  const port = await listenTcp();
  const task = { check_name: 'x', domain: 'a.failover', target_ip: '127.0.0.1', port, type: 'tcp', interval_sec: 0.2 };
  const tasks = [task, { ...task, check_name: 'y', port: 1 }, { ...task, check_name: 'z', domain: 'b.failover' }];
  const master = await StandInMaster.start();
  master.answer = ({ method }) => ({ body: method === 'GET' ? { tasks } : { accepted: 1, rejected: [] } });
  const { get } = await start(master, await freePort());
  const value = async (series: string) => Number(new RegExp(`^${series} (.*)$`, 'm').exec((await get('/metrics')).text)?.[1]);
  await until(async () => expect(await value('failover_agent_probes_total\\{result="ok"\\}')).toBeGreaterThan(1));
  await until(async () => expect(await value('failover_agent_probes_total\\{result="fail"\\}')).toBeGreaterThan(1));
  expect(await value('failover_agent_probes_total\\{result="error"\\}')).toBe(0);
  expect(await value('failover_agent_tasks\\{server="server1"\\}')).toBe(3);
  expect(await value('failover_agent_checks')).toBe(2);
  expect(await value('failover_agent_checks_running')).toBeLessThanOrEqual(2);
  expect(await value('failover_agent_checks_waiting')).toBe(0);
  expect(await value('failover_agent_master_reachable\\{server="server1"\\}')).toBe(1);
  expect(await value('failover_agent_probe_lag_seconds_count')).toBeGreaterThan(3);
  expect(await value('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  master.answer = () => 'never';
  await until(async () => expect(await value('failover_agent_results_waiting\\{server="server1"\\}')).toBeGreaterThan(0));
});

it('has no other pages and takes nothing', async () => {
  const master = await StandInMaster.start();
  const { get } = await start(master, await freePort());
  expect((await get('/')).status).toBe(404);
  expect((await get('/health/live', { method: 'POST', body: 'x' })).status).toBe(405);
  expect(await get('/health/live', { method: 'HEAD' })).toEqual({ status: 200, text: '' });
});

it('does not listen when told so', async () => {
  const { port } = await start(await StandInMaster.start(), 0);
  expect(port).toBeNull();
});

it('goes without where its usual port is in use, and not where another was asked for', async () => {
  const master = await StandInMaster.start();
  const taken = await listen(createServer());
  await expect(start(master, taken)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const usual = createServer();
  usual.on('error', () => {});
  usual.listen(8001, '127.0.0.1');
  onTestFinished(() => void usual.close());
  await new Promise((resolve) => usual.once('listening', resolve).once('error', resolve));
  expect((await start(master)).port).toBeNull();
  expect(lines).toContain('127.0.0.1 port 8001 is in use: no /health and no /metrics (set health.listen_port)');
});
