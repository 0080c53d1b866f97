import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from './harness/ports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';

const available = await new Promise<boolean>((resolve) => {
  const server = createServer();
  server.once('error', () => resolve(false));
  server.listen(0, '::1', () => server.close(() => resolve(true)));
});

test.runIf(available)('a master that listens on ::1 answers there, UDP and TCP', async () => {
  const master = await world.master({
    domains: { [NAME]: domain([{ ip: '192.0.2.10', port: 443 }]) },
    dns: { listen_ip: '::1' },
  });
  for (const tcp of [false, true]) {
    expect((await master.dig(NAME, 'A', { server: '::1', tcp })).answers).toEqual([`${NAME}. 2 IN A ${FALLBACK}`]);
  }
});

test.runIf(available)('an IPv6 target is checked and answered by AAAA; when it dies, the fallback of its family', async () => {
  const six = await world.target({ ip: '::1', port: await freePort() });
  const four = await world.target();
  const webmail = domain([four, six], { fallback: [FALLBACK, '2001:db8::fa11'] });
  const master = await world.master({ domains: { [NAME]: webmail } });
  world.agent('a1', [master]);
  const answers = (a: string[], aaaa: string[]) =>
    until(
      async () => {
        expect(await master.addresses(NAME)).toEqual(a);
        expect(await master.addresses(NAME, 'AAAA')).toEqual(aaaa);
      },
      { within: 15 },
    );
  await answers([four.ip], ['::1']);
  await six.stop();
  await answers([four.ip], []);
  await four.stop();
  await answers([FALLBACK], ['2001:db8::fa11']);
  await six.start();
  await answers([], ['::1']);
});
