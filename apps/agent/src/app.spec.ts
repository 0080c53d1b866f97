import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { AppModule } from './app.module.js';
import { SchedulerRegistry } from '@nestjs/schedule';
import { AgentConfig } from './config/agent-config.js';
import { listenTcp } from './probers/listeners.fixture.js';
import { type Asked, StandInMaster } from './servers/stand-in-master.fixture.js';
import { Poller } from './tasks/poller.js';

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 10_000, interval: 5 });
const REPORTS = '/api/v1/reports';
afterEach(() => Logger.overrideLogger(false));

async function agentOf(...masters: StandInMaster[]) {
  const config = Object.assign(new AgentConfig(), {
    agent_id: 'example',
    allow_networks: ['127.0.0.0/8'],
    health: { listen_ip: '127.0.0.1', listen_port: 0 },
    servers: masters.map(({ url }, index) => ({ name: `server${index + 1}`, url, token: 'secret_token', tags: ['test'] })),
  });
  const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger: false });
  onTestFinished(() => app.close());
  return app;
}

/** A master with one domain on that port, whose task set has a version. */
function serve(master: StandInMaster, port: number, version = '"v1"', interval_sec = 0.2): void {
  const domain = 'webmail.failover';
  const task = {
    check_name: `${domain}:127.0.0.1:${port}`,
    domain,
    target_ip: '127.0.0.1',
    port,
    type: 'tcp',
    timeout_sec: 1,
    interval_sec,
  };
  master.answer = ({ method }: Asked) =>
    method === 'GET'
      ? { body: { tasks: [task] }, headers: { ETag: version } }
      : { body: { accepted: 1, rejected: [], tasks_version: version } };
}

it('asks, probes and reports, to every master', async () => {
  const port = await listenTcp();
  const masters = [await StandInMaster.start(), await StandInMaster.start()];
  for (const master of masters) serve(master, port);
  await agentOf(...masters);
  for (const master of masters) {
    await until(() => expect(master.bodiesOf(REPORTS).length).toBeGreaterThan(2));
    const [first] = master.bodiesOf(REPORTS);
    expect(first).toMatchObject({
      agent_id: 'example',
      reports: [{ check_name: `webmail.failover:127.0.0.1:${port}`, status: 'ok', reason: null, port }],
    });
  }
});

it('counts its results up, under one boot id', async () => {
  const master = await StandInMaster.start();
  serve(master, await listenTcp());
  await agentOf(master);
  await until(() => expect(master.bodiesOf(REPORTS).length).toBeGreaterThan(3));
  const bodies = master.bodiesOf(REPORTS);
  const seqs: number[] = bodies.flatMap(({ reports }) => reports.map(({ seq }: { seq: number }) => seq));
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  expect(new Set(seqs).size).toBe(seqs.length);
  expect(new Set(bodies.map(({ boot_id }) => boot_id)).size).toBe(1);
});

it('takes up a changed task set within one report', async () => {
  const [old, next] = [await listenTcp(), await listenTcp()];
  const master = await StandInMaster.start();
  serve(master, old);
  await agentOf(master);
  await until(() => expect(master.bodiesOf(REPORTS).length).toBeGreaterThan(0));
  serve(master, next, '"v2"');
  await until(() => expect(master.bodiesOf(REPORTS).at(-1).reports[0].port).toBe(next));
});

it('ends with no timer and no connection left', async () => {
  const master = await StandInMaster.start();
  serve(master, await listenTcp(), '"v1"', 3600);
  const app = await agentOf(master);
  await until(() => expect(master.bodiesOf(REPORTS)).toHaveLength(1));
  await until(() => expect(app.get(SchedulerRegistry).getTimeouts()).toHaveLength(2));
  app.get(Poller).onModuleDestroy();
  expect(app.get(SchedulerRegistry).getTimeouts()).toEqual([expect.stringContaining('tcp')]);
  await app.close();
  await vi.waitFor(() => expect(master.connections).toBe(0), { timeout: 2000, interval: 5 });
});
