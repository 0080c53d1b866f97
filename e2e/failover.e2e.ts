import { expect, test } from 'vitest';
import { statusOf } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const INTERVAL = 1;
const TIMEOUT = 1;
const agent = { interval_sec: INTERVAL, timeout_sec: TIMEOUT };

for (const mode of ['tcp', 'http'] as const) {
  test(`${mode}: a target that dies is gone within one interval plus timeout; all dead: fallback; one returns: back`, async () => {
    const [one, two] = await world.targets(2, { kind: mode });
    const webmail = domain([one!, two!], { monitor: { mode }, agent, ttl: 3 });
    const master = await world.master({ domains: { 'webmail.failover': webmail }, zone: { fallback_ttl: 17 } });
    world.agent('a1', [master]);
    const answers = async () => (await master.dig('webmail.failover')).answers;
    const line = (ip: string, ttl: number) => `webmail.failover. ${ttl} IN A ${ip}`;

    await until(async () => expect(await answers()).toEqual([line(one!.ip, 3), line(two!.ip, 3)].sort()), { within: 15 });

    await one!.stop();
    await until(async () => expect(await answers()).toEqual([line(two!.ip, 3)]), { within: INTERVAL + TIMEOUT });

    await two!.stop();
    await until(async () => expect(await answers()).toEqual([line(FALLBACK, 17)]), { within: INTERVAL + TIMEOUT });
    expect(await statusOf(master, 'webmail.failover')).toMatchObject({
      live_ips: [],
      using_fallback: true,
      fallback_ips: [FALLBACK],
    });

    await one!.start();
    await until(async () => expect(await answers()).toEqual([line(one!.ip, 3)]), { within: INTERVAL + TIMEOUT });
    expect(await statusOf(master, 'webmail.failover')).toMatchObject({ live_ips: [one!.ip], using_fallback: false });
  });
}

test('before any report the fallback is answered', async () => {
  const master = await world.master({ domains: { 'webmail.failover': domain([{ ip: '192.0.2.10', port: 443 }]) } });
  expect((await master.dig('webmail.failover')).answers).toEqual([`webmail.failover. 2 IN A ${FALLBACK}`]);
});

test('a target that accepts and never answers is gone within one interval plus timeout', async () => {
  const lively = await world.target({ kind: 'http' });
  const hanging = await world.target({ kind: 'http' });
  const webmail = domain([lively, hanging], { monitor: { mode: 'http' }, agent });
  const master = await world.master({ domains: { 'webmail.failover': webmail } });
  world.agent('a1', [master]);
  await until(async () => expect(await master.addresses('webmail.failover')).toEqual([lively.ip, hanging.ip].sort()), {
    within: 15,
  });

  await hanging.stop();
  await world.target({ kind: 'silent', ip: hanging.ip, port: hanging.port });
  await until(async () => expect(await master.addresses('webmail.failover')).toEqual([lively.ip]), {
    within: INTERVAL + TIMEOUT + 0.2,
  });
});

test('ten targets die at once and come back at once', async () => {
  const targets = await world.targets(10);
  const everybody = targets.map(({ ip }) => ip).sort();
  const master = await world.master({ domains: { 'webmail.failover': domain(targets, { agent }) } });
  world.agent('a1', [master]);
  await until(async () => expect(await master.addresses('webmail.failover')).toEqual(everybody), { within: 15 });
  await Promise.all(targets.map((target) => target.stop()));
  await until(async () => expect(await master.addresses('webmail.failover')).toEqual([FALLBACK]), { within: INTERVAL + TIMEOUT });
  await Promise.all(targets.map((target) => target.start()));
  await until(async () => expect(await master.addresses('webmail.failover')).toEqual(everybody), { within: INTERVAL + TIMEOUT });
});
