import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { freePort } from './harness/ports.js';
import { always, until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const INTERVAL = 0.5;
const TIMEOUT = 0.4;
/** Seconds; less than an agent waits for a master that never answers. */
const IN_TIME = 4.5;

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`a master restarted by ${signal} while agents run gets its answers back from them`, async () => {
    const [one, two] = await world.targets(2);
    const master = await world.master({ domains: { [NAME]: domain([one!, two!]) } });
    const agents = ['a1', 'a2'].map((id) => world.agent(id, [master]));
    await until(async () => expect(await master.addresses(NAME)).toEqual([one!.ip, two!.ip].sort()), { within: 15 });

    await master.stop(signal);
    await one!.stop();
    await master.restart();
    await until(async () => expect(await master.addresses(NAME)).toEqual([two!.ip]), { within: 10 });
    expect(agents.every((agent) => agent.running)).toBe(true);
  });
}

test('an agent that starts before its master waits for it', async () => {
  const target = await world.target();
  const port = await freePort();
  const agent = world.agent('early', [{ url: `http://127.0.0.1:${port}` }]);
  await agent.prints(String(port), { within: 15 });
  const master = await world.master({ domains: { [NAME]: domain([target]) }, api: { listen_port: port } });
  await until(async () => expect(await master.addresses(NAME)).toEqual([target.ip]), { within: 10 });
});

test('after server.timeout_sec the reports of a killed agent no longer count', async () => {
  const silence = 2;
  const target = await world.target();
  const master = await world.master({ domains: { [NAME]: domain([target], { server: { timeout_sec: silence } }) } });
  const agent = world.agent('a1', [master]);
  await until(async () => expect(await master.addresses(NAME)).toEqual([target.ip]), { within: 15 });

  await agent.stop({ signal: 'SIGKILL' });
  const seconds = await until(async () => expect(await master.addresses(NAME)).toEqual([FALLBACK]), { within: silence + 2 });
  expect(seconds).toBeGreaterThan(silence - INTERVAL - TIMEOUT - 0.2);
});

test('two masters, one killed: the other notices a dead target as fast as before', async () => {
  const [one, two] = await world.targets(2);
  const domains = { [NAME]: domain([one!, two!], { agent: { interval_sec: 1, timeout_sec: 1 } }) };
  const first = await world.master({ domains });
  const second = await world.master({ domains });
  world.agent('a1', [first, second]);
  for (const master of [first, second]) {
    await until(async () => expect(await master.addresses(NAME)).toEqual([one!.ip, two!.ip].sort()), { within: 15 });
  }
  await first.stop('SIGKILL');
  await always(async () => expect(await second.addresses(NAME)).toEqual([one!.ip, two!.ip].sort()), { during: 3 });
  await one!.stop();
  const seconds = await until(async () => expect(await second.addresses(NAME)).toEqual([two!.ip]), { within: 10 });
  expect(seconds).toBeLessThan(IN_TIME);
  await first.restart();
  await until(async () => expect(await first.addresses(NAME)).toEqual([two!.ip]), { within: 10 });
});

test('a master that accepts and never answers delays no other', async () => {
  const port = await freePort();
  const blackHole = createServer(() => undefined).listen(port, '127.0.0.1');
  await once(blackHole, 'listening');
  world.onClose(() => blackHole.close());
  const [one, two] = await world.targets(2);
  const master = await world.master({
    domains: { [NAME]: domain([one!, two!], { agent: { interval_sec: 1, timeout_sec: 1 } }) },
  });
  world.agent('a1', [{ url: `http://127.0.0.1:${port}` }, master]);
  await until(async () => expect(await master.addresses(NAME)).toEqual([one!.ip, two!.ip].sort()), { within: 15 });
  await one!.stop();
  const seconds = await until(async () => expect(await master.addresses(NAME)).toEqual([two!.ip]), { within: 10 });
  expect(seconds).toBeLessThan(IN_TIME);
});
