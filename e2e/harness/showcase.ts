import { expect } from 'vitest';
import { type Master } from './master.js';
import { report, sendReport } from './reports.js';
import { until } from './until.js';
import { domain, type World } from './world.js';
import { masterOf, records } from './zones.js';

/** What is up; every other target has never been heard of. */
const UP: Record<string, readonly string[]> = {
  'webmail.failover': ['192.0.2.10'],
  'dual.failover': ['192.0.2.20', '192.0.2.21', '2001:db8::20', '2001:db8::21'],
  '*.wild.failover': ['192.0.2.40'],
  'many.failover': Array.from({ length: 60 }, (_, index) => `198.51.100.${index + 1}`),
  'web.child.failover': ['192.0.2.60'],
};

export const DIGEST = '0123456789ABCDEF'.repeat(4);
/** More than fits into 1232 bytes. */
export const BIG = Array.from({ length: 9 }, (_, index) => String(index).repeat(200));

const RECORDS = records(
  'six 60 AAAA 2001:db8::53',
  'text 60 TXT "v=spf1 -all" "a \\"quoted\\" word"',
  'mail 60 MX 10 mx',
  'mail 60 MX 20 mx.example.net.',
  '_sip._tcp 60 SRV 1 5 5060 sip.example.net.',
  'caa 60 CAA 0 issue "ca.example.net"',
  'ptr 60 PTR host.example.net.',
  `_443._tcp.tls 60 TLSA 3 1 1 ${DIGEST}`,
  'svc 60 SVCB 1 svc.example.net. alpn="h2,h3" port=8443',
  'web 60 HTTPS 1 . alpn="h2" ipv4hint=192.0.2.1 ipv6hint=2001:db8::1',
  'odd 60 TYPE65280 \\# 4 0A000001',
  'numbered 60 TYPE1 \\# 4 C0000207',
  'alias 60 CNAME webmail.failover.',
  'second 60 CNAME alias',
  'far 60 CNAME www.example.net.',
  'lost 60 CNAME nobody.failover.',
  'round 60 CNAME about.failover.',
  'about 60 CNAME round.failover.',
  'tochild 60 CNAME web.child.failover.',
  'towild 60 CNAME x.wild.failover.',
  'a.deep.tree 60 A 192.0.2.7',
  '*.app 60 TXT "wild"',
  'real.app 60 TXT "real"',
  'x.below.app 60 TXT "deep"',
  '*.to 60 CNAME webmail.failover.',
  'cut 60 NS ns.cut.failover.',
  'ns.cut 60 A 192.0.2.99',
  ...BIG.map((text) => `big 60 TXT "${text}"`),
);

/** A master with a name of every kind, its targets reported: what tables of questions are asked of. */
export async function startShowcase(world: World, dns: Record<string, unknown> = {}): Promise<Master> {
  const of = (ips: readonly string[]) =>
    domain(
      ips.map((ip) => ({ ip, port: 443 })),
      { server: { timeout_sec: 3600 } },
    );
  const domains = Object.entries(UP).map(([name, ips]) => [name, of(ips)] as const);
  const isChild = ([name]: readonly [string, unknown]) => name.endsWith('child.failover');
  const parent = {
    name: 'failover',
    ttl: 9,
    fallback_ttl: 17,
    negative_ttl: 7,
    ns: ['ns1', 'ns2.example.net'],
    records: RECORDS,
    domains: {
      ...Object.fromEntries(domains.filter((entry) => !isChild(entry))),
      'down.failover': of(['192.0.2.30', '192.0.2.31']),
    },
  };
  const child = {
    name: 'child.failover',
    ttl: 8,
    negative_ttl: 6,
    // Resolvers that walk down the tree go on to the server that the child names.
    records: records('ns1 60 A 127.0.0.1'),
    domains: Object.fromEntries(domains.filter(isChild)),
  };
  const master = await masterOf(world, { dns, zones: [parent, child] });
  await reportAllUp(master);
  return master;
}

async function reportAllUp(master: Master): Promise<void> {
  const targets = Object.entries(UP).flatMap(([name, ips]) => ips.map((ip) => [name, ip] as const));
  await Promise.all(targets.map(([name, ip]) => sendReport(master, report({ ip, port: 443 }, { domain: name }))));
  await until(
    async () => {
      for (const [pattern, ips] of Object.entries(UP)) {
        const name = pattern.replace('*', 'x');
        const answered = [...(await master.addresses(name)), ...(await master.addresses(name, 'AAAA'))];
        expect(answered.sort()).toEqual(ips.toSorted());
      }
    },
    { within: 20 },
  );
}
