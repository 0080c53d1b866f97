import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { blocksOf, parseCorefile } from './harness/corefile.js';
import { addressesOf, dig } from './harness/dig.js';
import { JOINED, startNamedWith } from './harness/joining.js';
import { type Master } from './harness/master.js';
import { freeAddress, freePort } from './harness/ports.js';
import { Program, ROOT } from './harness/program.js';
import { report, sendReport } from './harness/reports.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');
const NAME = 'webmail.failover';
/** A private address: what resolvers drop that guard against rebinding, unless they are told. */
const TARGET = { ip: '10.10.10.250', port: 443 };
const [TTL, NEGATIVE, GRACE] = [2, 3, 3];

const startMaster = () =>
  world.master({
    domains: { [NAME]: domain([TARGET], { server: { timeout_sec: 3600 }, ttl: TTL, fallback_ttl: TTL }) },
    zone: { negative_ttl: NEGATIVE },
  });
const tell = (masters: readonly Master[], status: 'ok' | 'fail') =>
  Promise.all(masters.map(async (master) => expect((await sendReport(master, report(TARGET, { status }))).status).toBe(200)));

describe.concurrent.each(Object.entries(JOINED))('%s, with its file of deploy/', (_, join) => {
  test('answers through two masters, keeps nothing longer than the TTL, and outlives one of them', async () => {
    const masters = [await startMaster(), await startMaster()] as const;
    const resolver = await join(world, masters);
    const ttlOf = async (section: 'answers' | 'authority', name: string) =>
      Number((await resolver.dig(name))[section][0]?.split(' ')[1] ?? Number.NaN);
    /** As a client asks: again after a second. */
    const answers = (ip: string, within = TTL + GRACE) =>
      until(async () => expect(addressesOf(await resolver.dig(NAME, 'A', { flags: ['+tries=4', '+time=1'] }))).toEqual([ip]), {
        within,
      });

    await tell(masters, 'ok');
    await answers(TARGET.ip);
    expect(await ttlOf('answers', NAME)).toBeLessThanOrEqual(TTL);
    expect((await resolver.dig(`nobody.${NAME}`)).status).toBe('NXDOMAIN');
    expect(await ttlOf('authority', `nobody.${NAME}`)).toBeLessThanOrEqual(NEGATIVE);
    expect(await resolver.dig(NAME, 'AAAA')).toMatchObject({ status: 'NOERROR', answers: [] });

    await tell(masters, 'fail');
    await answers(FALLBACK);
    await masters[0].stop();
    await tell([masters[1]], 'ok');
    await answers(TARGET.ip, 20);
    await masters[0].restart();
    await tell([masters[0]], 'fail');
    await masters[1].stop();
    await answers(FALLBACK, 20);
  });
});

describe('delegated from a parent zone', () => {
  const DELEGATED = 'webmail.app.example.com';
  let hosts: string[];
  let port: number;

  beforeAll(async () => {
    // named listens on addresses of an interface alone.
    hosts = ['127.0.0.1', freeAddress(), freeAddress()];
    port = await freePort();
    const apiPort = await freePort();
    const [yaml] = /(?<=```yaml\n)[^]*?zones:[^]*?(?=```)/.exec(read('docs/joining.md'))!;
    for (const host of hosts.slice(1)) {
      const file = world.file(
        `delegated-${host}.yaml`,
        `api: { listen_ip: ${host}, listen_port: ${apiPort} }\n${placed(yaml)
          .replace(`listen_ip: ${hosts[1]}`, `listen_ip: ${host}`)
          .replace('listen_port: 53', `listen_port: ${port}`)}`,
      );
      const cwd = world.place(`delegated-${host}`);
      const master = world.own(
        Program.node('master', 'apps/master/dist/main.js', ['--config', file], { env: { AGENT_TOKEN: 'secret' }, cwd }),
      );
      await master.prints('documentation at /docs', { within: 30 });
    }
    const soa = '$ORIGIN example.com.\n@ 300 IN SOA ns hostmaster 1 3600 600 86400 300\n@ 300 IN NS ns\n';
    const zone = world.file('db.example.com', `${soa}ns 300 IN A ${hosts[0]}\n${placed(read('deploy/bind/parent.zone'))}`);
    await startNamedWith(world, {
      port,
      address: hosts[0],
      options: 'recursion no;',
      zones: `zone "example.com" { type primary; file "${zone}"; };`,
    });
  });

  /** The masters' addresses of the documentation as those of this test. */
  const placed = (text: string) =>
    text
      .replaceAll('192.0.2.1 ', `${hosts[1]} `)
      .replaceAll(/192\.0\.2\.1(?=\D)/g, hosts[1]!)
      .replaceAll('198.51.100.1', hosts[2]!);

  test('a resolver that knows the parent alone walks down to the masters', async () => {
    const hints = world.file('hints', '. 60 IN NS nobody.invalid.\nnobody.invalid. 60 IN A 127.0.0.1\n');
    const resolver = await startNamedWith(world, {
      port: await freePort(),
      outgoing: port,
      options: 'recursion yes; dnssec-validation no; qname-minimization strict;',
      zones: `zone "." { type hint; file "${hints}"; };\nzone "example.com" { type static-stub; server-addresses { ${hosts[0]}; }; };`,
    });
    const reply = await resolver.dig(DELEGATED);
    expect(reply).toMatchObject({ status: 'NOERROR', answers: [expect.stringMatching(`^${DELEGATED}. \\d+ IN A 192.0.2.254$`)] });
    expect((await resolver.dig(`nobody.${DELEGATED}`)).status).toBe('NXDOMAIN');
  });

  test('the parent refers to the masters and says where they are; they name the same servers', async () => {
    const parent = { port, server: hosts[0]!, flags: ['+norecurse'] };
    const referral = await dig(DELEGATED, 'A', parent);
    const names = referral.authority.map((line) => line.split(' ').at(-1));
    expect(names).toEqual(['ns1.app.example.com.', 'ns2.app.example.com.']);
    for (const host of hosts.slice(1)) {
      expect(referral.raw).toContain(host);
      const own = await dig('app.example.com', 'NS', { port, server: host });
      expect(own.answers.map((line) => line.split(' ').at(-1))).toEqual(names);
    }
  });
});

test('the Corefile reads as CoreDNS reads it, with plugins and options that CoreDNS has', () => {
  const servers = parseCorefile(read('deploy/coredns/Corefile'));
  // A port in a block would win over `-dns.port`, with which docs/joining.md tries the file.
  expect(servers.map(({ words }) => words)).toEqual([['failover'], ['.']]);
  const [own] = servers;
  const [forward] = blocksOf(own!, 'forward');
  expect(forward!.words).toEqual(['forward', '.', '192.0.2.1:8053', '198.51.100.1:8053']);
  // Options as of CoreDNS 1.10.1 (plugin/forward, plugin/cache).
  for (const { words } of forward!.body) expect(['health_check', 'max_fails', 'policy', 'prefer_udp']).toContain(words[0]);
  const [cache] = blocksOf(own!, 'cache');
  expect(cache!.body.map(({ words }) => words)).toEqual([
    ['success', '9984', '30', '0'],
    ['denial', '9984', '30', '0'],
    ['servfail', '1s'],
  ]);
});

test('the drop-in of systemd-resolved routes one zone to both masters', () => {
  const lines = read('deploy/systemd-resolved/failover.conf')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines).toEqual(['[Resolve]', 'DNS=192.0.2.1:8053 198.51.100.1:8053', 'Domains=~failover', 'DNSSEC=no']);
});
