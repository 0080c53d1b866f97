import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { freeAddress } from './harness/ports.js';
import { capture } from './harness/program.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';

/** A self-signed certificate for an address. */
async function certificateFor(ip: string): Promise<{ key: string; cert: string; file: string }> {
  const folder = dirname(world.file('readme', ''));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=target.test', '-addext', `subjectAltName=IP:${ip}`];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const made = await capture('openssl', ['req', '-x509', ...curve, '-days', '2', ...subject, '-keyout', key, '-out', cert]);
  expect(made.stderr).not.toContain('rror');
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8'), file: cert };
}

test('http: 200 and 302 are up, 404 and 503 are down, though the port is open', async () => {
  const target = await world.target({ kind: 'http' });
  const master = await world.master({ domains: { [NAME]: domain([target], { monitor: { mode: 'http' } }) } });
  world.agent('a1', [master]);
  const answers = (ip: string) => until(async () => expect(await master.addresses(NAME)).toEqual([ip]), { within: 15 });
  await answers(target.ip);
  for (const [status, ip] of [
    [503, FALLBACK],
    [302, target.ip],
    [404, FALLBACK],
    [200, target.ip],
  ] as const) {
    target.status = status;
    await answers(ip);
  }
  expect(target.requests[0]).toMatchObject({ method: 'GET', url: '/' });
});

test('https: a target that speaks TLS is up, one that only accepts connections is down', async () => {
  const ip = freeAddress();
  const certificate = await certificateFor(ip);
  const secure = await world.target({ kind: 'https', ip, certificate });
  const plain = await world.target({ kind: 'http' });
  const webmail = domain([secure, plain], { monitor: { mode: 'https' }, agent: { interval_sec: 1, timeout_sec: 0.9 } });
  const master = await world.master({ domains: { [NAME]: webmail } });
  world.agent('a1', [master], { env: { NODE_EXTRA_CA_CERTS: certificate.file } });
  await until(async () => expect(await master.addresses(NAME)).toEqual([secure.ip]), { within: 15 });
  expect(secure.requests[0]).toMatchObject({ method: 'GET', url: '/' });
  expect(plain.requests).toEqual([]);

  secure.status = 500;
  await until(async () => expect(await master.addresses(NAME)).toEqual([FALLBACK]), { within: 10 });
});

test('icmp: an address that answers ping is up without a port; one that stops is down', async () => {
  const [lasting, dying] = [freeAddress(), freeAddress()];
  // Loopback addresses always answer: this `ping` is deaf for one of them while a file exists, else it is the real one.
  const silence = world.file('silence', '');
  rmSync(silence);
  const real = (await capture('sh', ['-c', 'command -v ping'])).stdout.trim();
  const deaf = `case "$*" in *" ${dying}") [ -e ${silence} ] && echo '1 packets transmitted, 0 received' && exit 1;; esac`;
  const ping = world.file('ping', `#!/bin/sh\n${deaf}\nexec ${real} "$@"\n`, 0o755);

  const webmail = domain([{ ip: lasting }, { ip: dying }], {
    monitor: { mode: 'icmp' },
    agent: { interval_sec: 1, timeout_sec: 0.9 },
  });
  const master = await world.master({ domains: { [NAME]: webmail } });
  world.agent('a1', [master], { env: { PATH: `${dirname(ping)}:${process.env.PATH}` } });
  await until(async () => expect(await master.addresses(NAME)).toEqual([lasting, dying].sort()), { within: 15 });
  world.file('silence', '');
  await until(async () => expect(await master.addresses(NAME)).toEqual([lasting]), { within: 10 });
  rmSync(silence);
  await until(async () => expect(await master.addresses(NAME)).toEqual([lasting, dying].sort()), { within: 10 });
});

test('an agent refuses to probe loopback unless its own config allows it', async () => {
  const target = await world.target();
  const master = await world.master({ domains: { [NAME]: domain([target]) } });
  world.agent('careful', [master], { config: { allow_networks: [] } });
  await until(async () => expect((await master.get('/api/v1/status')).text).toContain('careful'), { within: 15 });
  expect(await master.addresses(NAME)).toEqual([FALLBACK]);
  expect(target.served).toBe(0);
});
