import { beforeAll, describe, expect, test } from 'vitest';
import { type DigReply } from './harness/dig.js';
import { type Master } from './harness/master.js';
import { RESOLVERS, type Resolver } from './harness/resolvers.js';
import { BIG, startShowcase } from './harness/showcase.js';
import { FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
let master: Master;

beforeAll(async () => {
  master = await startShowcase(world, { nsid: 'ns1.test', cookie_secret: '000102030405060708090a0b0c0d0e0f' });
});

const WEBMAIL = 'webmail.failover. 9 IN A 192.0.2.10';

/** In this order: "no" to a name above must not hide what is below, nor "yes" to a type another type. */
const ROWS: [string, ...string[]][] = [
  ['webmail.failover A', 'NOERROR', WEBMAIL],
  ['webmail.failover AAAA', 'NOERROR'],
  ['webmail.failover TXT', 'NOERROR'],
  ['WebMail.FailOver A', 'NOERROR', 'WebMail.FailOver. 9 IN A 192.0.2.10'],
  ['dual.failover AAAA', 'NOERROR', 'dual.failover. 9 IN AAAA 2001:db8::20', 'dual.failover. 9 IN AAAA 2001:db8::21'],
  ['down.failover A', 'NOERROR', `down.failover. 17 IN A ${FALLBACK}`],
  ['nobody.failover A', 'NXDOMAIN'],
  ['x.nobody.failover A', 'NXDOMAIN'],
  ['x.webmail.failover A', 'NXDOMAIN'],
  // Empty non-terminals, before and after what they lead to.
  ['tree.failover A', 'NOERROR'],
  ['deep.tree.failover A', 'NOERROR'],
  ['a.deep.tree.failover A', 'NOERROR', 'a.deep.tree.failover. 60 IN A 192.0.2.7'],
  ['tree.failover NS', 'NOERROR'],
  ['x.tree.failover A', 'NXDOMAIN'],
  ['_sip._tcp.failover SRV', 'NOERROR', '_sip._tcp.failover. 60 IN SRV 1 5 5060 sip.example.net.'],
  ['_tcp.failover SRV', 'NOERROR'],
  // Static records.
  ['text.failover TXT', 'NOERROR', 'text.failover. 60 IN TXT "v=spf1 -all" "a \\"quoted\\" word"'],
  ['mail.failover MX', 'NOERROR', 'mail.failover. 60 IN MX 10 mx.failover.', 'mail.failover. 60 IN MX 20 mx.example.net.'],
  ['caa.failover CAA', 'NOERROR', 'caa.failover. 60 IN CAA 0 issue "ca.example.net"'],
  ['svc.failover SVCB', 'NOERROR', 'svc.failover. 60 IN SVCB 1 svc.example.net. alpn="h2,h3" port=8443'],
  ['odd.failover TYPE65280', 'NOERROR', 'odd.failover. 60 IN TYPE65280 \\# 4 0A000001'],
  ['failover NS', 'NOERROR', 'failover. 9 IN NS ns1.failover.', 'failover. 9 IN NS ns2.example.net.'],
  // CNAME into a domain, by one step or two, and to nowhere.
  ['alias.failover A', 'NOERROR', 'alias.failover. 60 IN CNAME webmail.failover.', WEBMAIL],
  ['alias.failover AAAA', 'NOERROR', 'alias.failover. 60 IN CNAME webmail.failover.'],
  [
    'second.failover A',
    'NOERROR',
    'alias.failover. 60 IN CNAME webmail.failover.',
    'second.failover. 60 IN CNAME alias.failover.',
    WEBMAIL,
  ],
  ['lost.failover A', 'NXDOMAIN', 'lost.failover. 60 IN CNAME nobody.failover.'],
  // Wildcards, and what blocks them.
  ['x.wild.failover A', 'NOERROR', 'x.wild.failover. 9 IN A 192.0.2.40'],
  ['a.b.wild.failover A', 'NOERROR', 'a.b.wild.failover. 9 IN A 192.0.2.40'],
  ['x.wild.failover AAAA', 'NOERROR'],
  ['wild.failover A', 'NOERROR'],
  ['q.to.failover A', 'NOERROR', 'q.to.failover. 60 IN CNAME webmail.failover.', WEBMAIL],
  ['x.app.failover TXT', 'NOERROR', 'x.app.failover. 60 IN TXT "wild"'],
  ['real.app.failover TXT', 'NOERROR', 'real.app.failover. 60 IN TXT "real"'],
  ['x.real.app.failover TXT', 'NXDOMAIN'],
  ['y.below.app.failover TXT', 'NXDOMAIN'],
  // A zone below the one that the resolver was told of.
  ['web.child.failover A', 'NOERROR', 'web.child.failover. 8 IN A 192.0.2.60'],
  ['nobody.child.failover A', 'NXDOMAIN'],
  // Too big for UDP: the resolver fetches it over TCP, and so does dig from the resolver.
  ['big.failover TXT', 'NOERROR', ...BIG.map((text) => `big.failover. 60 IN TXT "${text}"`)],
  ['many.failover A', 'NOERROR', ...Array.from({ length: 60 }, (_, index) => `many.failover. 9 IN A 198.51.100.${index + 1}`)],
];

describe.each(Object.entries(RESOLVERS))('through %s', (_, start) => {
  let resolver: Resolver;
  beforeAll(async () => {
    resolver = await start(world, master);
  });

  test.each(ROWS)('%s', async (question, status, ...expected) => {
    const [name, type] = question.split(' ');
    // One after the other: dnsmasq gives each TCP client a process and muddles what two of them learn at once.
    for (const tcp of [false, true]) {
      const reply = await resolver.dig(name!, type, { tcp, flags: ['+nosplit', '+time=5'] });
      expect(reply.status).toBe(status);
      compare(reply, expected);
    }
  });
});

/** The same records; the cache may have counted their TTLs down. */
function compare(reply: DigReply, expected: readonly string[]): void {
  const parts = (line: string) => /^(\S+) (\d+) (.*)$/.exec(line)!.slice(1) as [string, string, string];
  const text = (lines: readonly string[]) =>
    lines
      .map(parts)
      .map(([name, , data]) => `${name.toLowerCase()} ${data}`)
      .sort();
  expect(text(reply.answers)).toEqual(text(expected));
  const ttlOf = new Map(expected.map(parts).map(([name, ttl]) => [name.toLowerCase(), Number(ttl)]));
  for (const [name, ttl] of reply.answers.map(parts)) expect(Number(ttl)).toBeLessThanOrEqual(ttlOf.get(name.toLowerCase())!);
}
