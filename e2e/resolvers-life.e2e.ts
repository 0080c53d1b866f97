import { describe, expect, test } from 'vitest';
import { RESOLVERS, type Resolver } from './harness/resolvers.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';
const [INTERVAL, TIMEOUT, TTL] = [1, 1, 1];
/** Resolvers count TTLs in whole seconds, and the machine may be busy. */
const GRACE = 2;

describe.each(Object.entries(RESOLVERS))('through %s', (_, start) => {
  test('a domain lives, flips, falls back and returns; no SERVFAIL on the way', async () => {
    const [one, two] = await world.targets(2);
    const master = await world.master({
      domains: {
        [NAME]: domain([one!, two!], { agent: { interval_sec: INTERVAL, timeout_sec: TIMEOUT }, ttl: TTL }),
        'uncached.failover': domain([one!], { agent: { interval_sec: INTERVAL, timeout_sec: TIMEOUT }, ttl: 0, fallback_ttl: 0 }),
      },
      zone: { fallback_ttl: TTL, negative_ttl: TTL },
    });
    const resolver = await start(world, master);
    const watch = watching(resolver);
    world.agent('a1', [master]);

    const answers = async (ips: string[], within: number) => {
      for (const asked of [resolver, master]) {
        await until(async () => expect(await asked.addresses(NAME)).toEqual(ips.toSorted()), { within });
      }
      const { answers: lines } = await resolver.dig(NAME, 'A', { tcp: true });
      for (const line of lines) expect(line).toMatch(/^webmail\.failover\. [01] IN A /);
      expect(lines).toHaveLength(ips.length);
      expect(await resolver.dig(NAME, 'AAAA')).toMatchObject({ status: 'NOERROR', answers: [] });
      expect((await resolver.dig(`x.${NAME}`)).status).toBe('NXDOMAIN');
    };
    const soon = INTERVAL + TIMEOUT + TTL + GRACE;

    await answers([one!.ip, two!.ip], 30);
    await one!.stop();
    await answers([two!.ip], soon);
    await until(async () => expect(await resolver.addresses('uncached.failover')).toEqual([FALLBACK]), { within: soon });
    await two!.stop();
    await answers([FALLBACK], soon);
    await one!.start();
    await answers([one!.ip], soon);
    await until(async () => expect(await resolver.addresses('uncached.failover')).toEqual([one!.ip]), { within: soon });
    await two!.start();
    await answers([one!.ip, two!.ip], soon);

    const seen = await watch.end();
    expect(seen.statuses).toEqual(new Set(['NOERROR']));
    expect(seen.addresses).toEqual(new Set([one!.ip, two!.ip, FALLBACK]));
  });
});

/** Asks one question after the other, and notes what comes. */
function watching(resolver: Resolver) {
  const statuses = new Set<string>();
  const addresses = new Set<string>();
  let isOver = false;
  const work = (async () => {
    while (!isOver) {
      const reply = await resolver.dig(NAME, 'A', { flags: ['+time=5'] });
      statuses.add(reply.status);
      for (const line of reply.answers) addresses.add(line.split(' ').at(-1)!);
    }
  })();
  const end = async () => {
    isOver = true;
    await work;
    return { statuses, addresses };
  };
  return { end };
}
