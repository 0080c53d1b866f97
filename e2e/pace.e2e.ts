import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import type { TasksDto } from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { freeAddress, freePort } from './harness/ports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';

/** A web server that notes when it was asked. */
async function askedTarget() {
  const target = { ip: freeAddress(), port: await freePort(), status: 200, at: [] as number[] };
  const server = createHttp((_request, response) => {
    target.at.push(performance.now());
    response.writeHead(target.status).end();
  }).listen(target.port, target.ip);
  await once(server, 'listening');
  world.onClose(() => server.close());
  return target;
}

const gapsOf = (at: number[]) => at.slice(1).map((moment, n) => moment - at[n]!);

/** Looks that come in turn: none is further from its neighbour than a half from its share of the interval. */
const areInTurn = (at: number[], shareMs: number) => gapsOf(at).every((gap) => gap > shareMs / 2 && gap < shareMs * 1.5);

test('named agents of a target look in turn', async () => {
  const target = await askedTarget();
  const agent = { interval_sec: 1.5, timeout_sec: 1 };
  const row = { ip: target.ip, port: target.port };
  const agents = ['fra', 'ams', 'nyc'].map((id) => ({ id, token: `${id}-key`, tags: ['test'] }));
  const domains = { [NAME]: domain([row], { monitor: { mode: 'http' }, agent }) };
  const master = await world.master({ domains, top: { agents } });
  for (const { id, token } of agents) world.agent(id, [master], { token, config: { tasks_interval_sec: 1 } });
  await until(() => expect(target.at.length > 15 && areInTurn(target.at.slice(-10), 500)).toBe(true), { within: 30 });
});

test('agents that nobody named look in turn a little after the last of them came', async () => {
  const target = await askedTarget();
  const row = { ip: target.ip, port: target.port };
  const agent = { interval_sec: 1, timeout_sec: 1 };
  const master = await world.master({ domains: { [NAME]: domain([row], { monitor: { mode: 'http' }, agent }) } });
  const etags = new Set<string>();
  const look = async (query: string) => {
    const reply = await master.get<TasksDto>(`/api/v1/tasks?tags=test${query}`, { 'x-api-key': 'secret' });
    etags.add(reply.headers.get('etag')!);
    expect(Number(reply.headers.get('x-failover-clock'))).toBeGreaterThan(0);
    return reply.body.tasks[0]!;
  };
  expect(await look('')).not.toHaveProperty('phase_sec');
  for (const id of ['a1', 'a2']) world.agent(id, [master]);
  await until(() => expect(target.at.length > 10 && areInTurn(target.at.slice(-8), 500)).toBe(true), { within: 30 });
  expect(await look('')).not.toHaveProperty('phase_sec');
  expect(etags.size).toBe(2);
});

test('a turn is looked at again after fast_interval_sec until it is settled', async () => {
  const target = await askedTarget();
  const row = { ip: target.ip, port: target.port };
  const over = {
    monitor: { mode: 'http' },
    server: { rise: 3, fall: 3, timeout_sec: 30 },
    agent: { interval_sec: 6, timeout_sec: 1, fast_interval_sec: 0.3 },
  };
  const master = await world.master({ domains: { [NAME]: domain([row], over) } });
  world.agent('a1', [master]);
  await until(async () => expect(await master.addresses(NAME)).toEqual([target.ip]), { within: 15 });
  const before = target.at.length;
  target.status = 500;
  const seconds = await until(async () => expect(await master.addresses(NAME)).not.toEqual([target.ip]), { within: 20 });
  expect(seconds).toBeLessThan(2 * 6); // it would be 12 to 18 with no fast interval
  await until(() => expect(target.at.length).toBeGreaterThanOrEqual(before + 4), { within: 10 });
  const [first, second, third] = gapsOf(target.at.slice(before));
  expect(Math.max(first!, second!)).toBeLessThan(3000);
  expect(third!).toBeGreaterThan(3000);

  target.status = 200;
  const up = target.at.length;
  await until(async () => expect(await master.addresses(NAME)).toEqual([target.ip]), { within: 20 });
  expect(target.at.at(-1)! - target.at[up]!).toBeLessThan(6000);
});
