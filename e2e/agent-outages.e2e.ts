import { once } from 'node:events';
import { globSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer } from 'node:net';
import type { AgentsDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { freePort } from './harness/ports.js';
import { statusOf } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
/** Of Debian's package `faketime`; its command would stay between a test and the program. */
const [LIBFAKETIME] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');

/** Domains of two targets each, all at one port of many addresses. */
async function manyDomains(count: number, agent: Record<string, number>) {
  const port = await freePort();
  const target = createServer((socket) => socket.on('error', () => undefined).resume()).listen(port, '0.0.0.0');
  await once(target, 'listening');
  world.onClose(() => target.close());
  const rows = (n: number) => [1, 2].map((half) => ({ ip: `127.3.${Math.floor(n / 100)}.${(n % 100) * 2 + half}`, port }));
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`d${n}.failover`, domain(rows(n), { server: { timeout_sec: 30 }, agent })]),
  );
}

const metric = (text: string, series: string) =>
  Number(new RegExp(`^${series.replace(/[{}]/g, '\\$&')} (.*)$`, 'm').exec(text)?.[1]);

test('1,000 checks every 2 s begin on time, and a master that was away is up to date with its first round', async () => {
  const domains = await manyDomains(500, { interval_sec: 2, timeout_sec: 1 });
  const health = await freePort();
  const master = await world.master({ domains });
  world.agent('busy', [master], { config: { health: { listen_port: health } } });
  const metrics = async () => (await fetch(`http://127.0.0.1:${health}/metrics`)).text();
  const isWhole = async () => {
    const { body } = await master.get<{ status: { verdicts?: unknown; using_fallback: boolean }[] }>('/api/v1/status');
    return body.status.length === 500 && body.status.every(({ using_fallback }) => !using_fallback);
  };
  await until(isWhole, { within: 20 });
  const begun = async () => {
    const [text, lag] = [await metrics(), 'failover_agent_probe_lag_seconds_bucket'];
    return { all: metric(text, `${lag}{le="\\+Inf"}`), onTime: metric(text, `${lag}{le="0.25"}`) };
  };
  let before = await begun();
  const shareOnTime = async () => {
    const now = await begun();
    if (now.all < before.all + 1000) return Number.NaN;
    const share = (now.onTime - before.onTime) / (now.all - before.all);
    before = now;
    return share;
  };
  // All of one round: a busy machine may hold another one up.
  await until(async () => expect(await shareOnTime()).toBeGreaterThan(0.99), { within: 60 });

  await master.stop('SIGKILL');
  await until(async () => metric(await metrics(), 'failover_agent_master_reachable{server="server1"}') === 0, { within: 10 });
  const ran = (await begun()).all;
  await until(async () => (await begun()).all > ran + 3000, { within: 20 });
  expect(metric(await metrics(), 'failover_agent_results_waiting{server="server1"}')).toBeLessThanOrEqual(1000);
  await master.restart();
  expect(await until(isWhole, { within: 15 })).toBeLessThan(10);
}, 180_000);

test.each([
  ['ahead', '+1h', 3_600_000],
  ['behind', '-1h', -3_600_000],
])('an agent whose clock is an hour %s decides like any other, and its offset is shown', async (_where, offset, offsetMs) => {
  const [one, two] = await world.targets(2);
  const server = { policy: 'all', timeout_sec: 3, rise: 1, fall: 1 };
  const master = await world.master({ domains: { [NAME]: domain([one!, two!], { server }) } });
  // The clock that never jumps is left as it is: it is the time of day that people set wrong.
  const env = { LD_PRELOAD: LIBFAKETIME!, FAKETIME: offset, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  world.agent('wrong', [master], { env });
  const addresses = () => master.addresses(NAME);
  await until(async () => expect(await addresses()).toEqual([one!.ip, two!.ip].sort()), { within: 20 });
  await one!.stop();
  await until(async () => expect(await addresses()).toEqual([two!.ip]), { within: 10 });
  await one!.start();
  await until(async () => expect(await addresses()).toEqual([one!.ip, two!.ip].sort()), { within: 10 });
  const { body } = await master.get<AgentsDto>('/api/v1/agents');
  expect(body.agents).toMatchObject([{ id: 'wrong', state: 'active' }]);
  expect(Math.abs(body.agents[0]!.clock_offset_ms! - offsetMs)).toBeLessThan(5000);
  await master.program.prints(/the clock of wrong is (359\d|360\d)\.\d s (ahead of|behind) this one/, { within: 10 });
  await until(async () => expect((await statusOf(master, NAME)).agents.map((a) => a.agent_id)).toEqual(['wrong']), {
    within: 10,
  });
});

test('two masters, one dead: the other has each result within 300 ms of its check', async () => {
  const port = await freePort();
  const target = createServer((socket) => socket.on('error', () => undefined).resume()).listen(port, '0.0.0.0');
  await once(target, 'listening');
  world.onClose(() => target.close());
  const tasks = Array.from({ length: 200 }, (_, n) => {
    const place = { domain: `d${n}.failover`, target_ip: `127.4.0.${n + 1}`, port };
    return { check_name: `d${n}`, ...place, type: 'tcp', timeout_sec: 1, interval_sec: 1 };
  });
  const delays: number[] = [];
  const master = createHttp((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const now = Date.now();
      if (request.method === 'GET') return void response.end(JSON.stringify({ tasks }));
      const { reports } = JSON.parse(text) as { reports: { timestamp: string }[] };
      for (const { timestamp } of reports) delays.push(now - Date.parse(timestamp));
      response.end(JSON.stringify({ accepted: reports.length, rejected: [] }));
    });
  }).listen(await freePort(), '127.0.0.1');
  await once(master, 'listening');
  world.onClose(() => master.close());
  const { port: alive } = master.address() as { port: number };
  world.agent(
    'a1',
    [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${alive}`].map((url) => ({ url })),
  );
  // The last 1,500 together, as a busy machine may hold all of it up for a while.
  const slow = () => delays.slice(-1500).sort((a, b) => a - b)[1485];
  await until(() => expect(slow()).toBeLessThan(300), { within: 45 });
}, 120_000);
