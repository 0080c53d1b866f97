import { expect, test } from 'vitest';
import { startResolver } from './harness/resolver.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const [INTERVAL, TIMEOUT, TTL] = [1, 1, 1];

test('through dnsmasq: a dead target is gone within interval, timeout and TTL; then the fallback; then back', async () => {
  const [one, two] = await world.targets(2);
  const webmail = domain([one!, two!], { agent: { interval_sec: INTERVAL, timeout_sec: TIMEOUT }, ttl: TTL });
  const master = await world.master({ domains: { [NAME]: webmail }, zone: { fallback_ttl: TTL } });
  world.agent('a1', [master]);
  const resolver = await startResolver(world, master);
  const answers = (ips: string[], within: number) =>
    until(async () => expect(await resolver.addresses(NAME)).toEqual(ips.sort()), { within });

  await answers([one!.ip, two!.ip], 15);
  await one!.stop();
  await answers([two!.ip], INTERVAL + TIMEOUT + TTL);
  await two!.stop();
  await answers([FALLBACK], INTERVAL + TIMEOUT + TTL);
  await one!.start();
  await answers([one!.ip], INTERVAL + TIMEOUT + TTL);
});

test('through dnsmasq: what is cached carries the TTL, and NXDOMAIN, NODATA and case come through', async () => {
  const master = await world.master({
    domains: { [NAME]: domain([{ ip: '192.0.2.10', port: 443 }]) },
    zone: { fallback_ttl: 30, negative_ttl: 20 },
  });
  const resolver = await startResolver(world, master);
  const first = await resolver.dig(NAME);
  expect(first).toMatchObject({ status: 'NOERROR' });
  expect(first.answers[0]).toMatch(new RegExp(`^webmail\\.failover\\. (30|29) IN A ${FALLBACK}$`));
  expect((await resolver.dig('nobody.failover')).status).toBe('NXDOMAIN');
  expect(await resolver.dig(NAME, 'AAAA')).toMatchObject({ status: 'NOERROR', answers: [] });
  expect((await resolver.dig('WEBMAIL.failover')).answers[0]).toContain(FALLBACK);

  // Served from the cache: the master is gone.
  await master.stop();
  expect((await resolver.dig(NAME)).answers[0]).toMatch(new RegExp(`^webmail\\.failover\\. \\d+ IN A ${FALLBACK}$`));
  expect((await resolver.dig('nobody.failover')).status).toBe('NXDOMAIN');
});
