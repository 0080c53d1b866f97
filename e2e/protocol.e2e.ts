import { beforeAll, expect, test } from 'vitest';
import { ask, TOOLS } from './harness/ask.js';
import { type Master } from './harness/master.js';
import { BIG, DIGEST, startShowcase } from './harness/showcase.js';
import { FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
let master: Master;

beforeAll(async () => {
  master = await startShowcase(world);
});

const SOA = 'authority: failover. 7 IN SOA ns1.failover. hostmaster.failover. 3600 600 1209600 7';
const CHILD_SOA = 'authority: child.failover. 6 IN SOA ns1.child.failover. hostmaster.child.failover. 3600 600 1209600 6';
const WEBMAIL = 'webmail.failover. 9 IN A 192.0.2.10';
const REFERRAL = ['authority: cut.failover. 60 IN NS ns.cut.failover.', 'additional: ns.cut.failover. 60 IN A 192.0.2.99'];

/** SPEC section 6: a question, what comes back. Order within the reply is left to other tests. */
const ROWS: [string, ...string[]][] = [
  // Not a query; not of class IN; outside every zone, by label and not by string.
  ['version.bind TXT -c CH', 'REFUSED qr'],
  ['id.server TXT -c CH', 'REFUSED qr'],
  ['webmail.failover A -c CH', 'REFUSED qr'],
  ['webmail.failover A -c CLASS4', 'REFUSED qr'],
  ['webmail.failover A -c ANY', 'REFUSED qr'],
  ['notfailover. A', 'REFUSED qr'],
  ['webmail.notfailover. A', 'REFUSED qr'],
  ['failover.example. A', 'REFUSED qr'],
  ['. NS', 'REFUSED qr'],
  // Types that are no data.
  ['webmail.failover TYPE41', 'FORMERR qr'],
  ['webmail.failover TYPE249', 'FORMERR qr'],
  ['webmail.failover TYPE254', 'NOTIMP qr'],
  ['webmail.failover TYPE128', 'NOTIMP qr'],
  // A domain: its addresses by family, its fallback, NODATA where the family has none.
  ['webmail.failover A', 'NOERROR qr aa', WEBMAIL],
  ['dual.failover A', 'NOERROR qr aa', 'dual.failover. 9 IN A 192.0.2.20', 'dual.failover. 9 IN A 192.0.2.21'],
  ['dual.failover AAAA', 'NOERROR qr aa', 'dual.failover. 9 IN AAAA 2001:db8::20', 'dual.failover. 9 IN AAAA 2001:db8::21'],
  ['down.failover A', 'NOERROR qr aa', `down.failover. 17 IN A ${FALLBACK}`],
  ['webmail.failover AAAA', 'NOERROR qr aa', SOA],
  ['down.failover AAAA', 'NOERROR qr aa', SOA],
  ['webmail.failover TXT', 'NOERROR qr aa', SOA],
  ['webmail.failover TYPE0', 'NOERROR qr aa', SOA],
  ['webmail.failover TYPE65279', 'NOERROR qr aa', SOA],
  // The flags of the question: RD is copied, nothing else is.
  ['webmail.failover A +rec', 'NOERROR qr aa rd', WEBMAIL],
  ['webmail.failover A +rec +cdflag +adflag +zflag +aaflag +raflag', 'NOERROR qr aa rd', WEBMAIL],
  ['notfailover. A +rec +aaflag +adflag', 'REFUSED qr rd'],
  // No such name; empty non-terminals (RFC 8020); names that lie below one that exists.
  ['nobody.failover A', 'NXDOMAIN qr aa', SOA],
  ['x.nobody.failover TXT', 'NXDOMAIN qr aa', SOA],
  ['x.webmail.failover A', 'NXDOMAIN qr aa', SOA],
  ['tree.failover A', 'NOERROR qr aa', SOA],
  ['deep.tree.failover TXT', 'NOERROR qr aa', SOA],
  ['_tcp.failover SRV', 'NOERROR qr aa', SOA],
  ['tree.failover ANY', 'NOERROR qr aa', SOA],
  ['x.tree.failover A', 'NXDOMAIN qr aa', SOA],
  // What a resolver asks on its way to a.deep.tree.failover (RFC 9156).
  ['failover A', 'NOERROR qr aa', SOA],
  ['_.failover NS', 'NXDOMAIN qr aa', SOA],
  ['tree.failover NS', 'NOERROR qr aa', SOA],
  ['deep.tree.failover NS', 'NOERROR qr aa', SOA],
  ['_.tree.failover A', 'NXDOMAIN qr aa', SOA],
  ['a.deep.tree.failover A', 'NOERROR qr aa', 'a.deep.tree.failover. 60 IN A 192.0.2.7'],
  // The apex.
  ['failover SOA', 'NOERROR qr aa', 'failover. 9 IN SOA ns1.failover. hostmaster.failover. 3600 600 1209600 7'],
  ['failover NS', 'NOERROR qr aa', 'failover. 9 IN NS ns1.failover.', 'failover. 9 IN NS ns2.example.net.'],
  ['failover TXT', 'NOERROR qr aa', SOA],
  // ANY (RFC 8482).
  ['webmail.failover ANY', 'NOERROR qr aa', 'webmail.failover. 9 IN HINFO "RFC8482" ""'],
  ['x.wild.failover ANY', 'NOERROR qr aa', 'x.wild.failover. 9 IN HINFO "RFC8482" ""'],
  ['nobody.failover ANY', 'NXDOMAIN qr aa', SOA],
  // Static records.
  ['numbered.failover A', 'NOERROR qr aa', 'numbered.failover. 60 IN A 192.0.2.7'],
  ['six.failover AAAA', 'NOERROR qr aa', 'six.failover. 60 IN AAAA 2001:db8::53'],
  ['text.failover TXT', 'NOERROR qr aa', 'text.failover. 60 IN TXT "v=spf1 -all" "a \\"quoted\\" word"'],
  ['mail.failover MX', 'NOERROR qr aa', 'mail.failover. 60 IN MX 10 mx.failover.', 'mail.failover. 60 IN MX 20 mx.example.net.'],
  ['_sip._tcp.failover SRV', 'NOERROR qr aa', '_sip._tcp.failover. 60 IN SRV 1 5 5060 sip.example.net.'],
  ['caa.failover CAA', 'NOERROR qr aa', 'caa.failover. 60 IN CAA 0 issue "ca.example.net"'],
  ['ptr.failover PTR', 'NOERROR qr aa', 'ptr.failover. 60 IN PTR host.example.net.'],
  ['cut.failover NS', 'NOERROR qr', ...REFERRAL],
  ['_443._tcp.tls.failover TLSA', 'NOERROR qr aa', `_443._tcp.tls.failover. 60 IN TLSA 3 1 1 ${DIGEST}`],
  ['svc.failover SVCB', 'NOERROR qr aa', 'svc.failover. 60 IN SVCB 1 svc.example.net. alpn=h2,h3 port=8443'],
  ['web.failover HTTPS', 'NOERROR qr aa', 'web.failover. 60 IN HTTPS 1 . alpn=h2 ipv4hint=192.0.2.1 ipv6hint=2001:db8::1'],
  ['odd.failover TYPE65280', 'NOERROR qr aa', 'odd.failover. 60 IN TYPE65280 \\# 4 0A000001'],
  // CNAME: followed inside the zone, not beyond it.
  ['alias.failover A', 'NOERROR qr aa', 'alias.failover. 60 IN CNAME webmail.failover.', WEBMAIL],
  ['alias.failover AAAA', 'NOERROR qr aa', 'alias.failover. 60 IN CNAME webmail.failover.', SOA],
  ['alias.failover CNAME', 'NOERROR qr aa', 'alias.failover. 60 IN CNAME webmail.failover.'],
  [
    'second.failover A',
    'NOERROR qr aa',
    'second.failover. 60 IN CNAME alias.failover.',
    'alias.failover. 60 IN CNAME webmail.failover.',
    WEBMAIL,
  ],
  ['towild.failover A', 'NOERROR qr aa', 'towild.failover. 60 IN CNAME x.wild.failover.', 'x.wild.failover. 9 IN A 192.0.2.40'],
  ['far.failover A', 'NOERROR qr aa', 'far.failover. 60 IN CNAME www.example.net.'],
  ['lost.failover A', 'NXDOMAIN qr aa', 'lost.failover. 60 IN CNAME nobody.failover.', SOA],
  // Wildcards (RFC 4592): the closest encloser alone may have one; a name that exists, even empty, blocks it.
  ['x.wild.failover A', 'NOERROR qr aa', 'x.wild.failover. 9 IN A 192.0.2.40'],
  ['a.b.wild.failover A', 'NOERROR qr aa', 'a.b.wild.failover. 9 IN A 192.0.2.40'],
  ['x.wild.failover AAAA', 'NOERROR qr aa', SOA],
  ['wild.failover A', 'NOERROR qr aa', SOA],
  ['*.wild.failover A', 'NOERROR qr aa', '*.wild.failover. 9 IN A 192.0.2.40'],
  ['x.*.wild.failover A', 'NXDOMAIN qr aa', SOA],
  ['x.app.failover TXT', 'NOERROR qr aa', 'x.app.failover. 60 IN TXT "wild"'],
  ['real.app.failover TXT', 'NOERROR qr aa', 'real.app.failover. 60 IN TXT "real"'],
  ['real.app.failover A', 'NOERROR qr aa', SOA],
  ['x.real.app.failover TXT', 'NXDOMAIN qr aa', SOA],
  ['below.app.failover TXT', 'NOERROR qr aa', SOA],
  ['y.below.app.failover TXT', 'NXDOMAIN qr aa', SOA],
  ['q.to.failover A', 'NOERROR qr aa', 'q.to.failover. 60 IN CNAME webmail.failover.', WEBMAIL],
  // A zone below another, and a delegation: each answers for its own.
  ['web.child.failover A', 'NOERROR qr aa', 'web.child.failover. 8 IN A 192.0.2.60'],
  ['child.failover NS', 'NOERROR qr aa', 'child.failover. 8 IN NS ns1.child.failover.'],
  ['nobody.child.failover A', 'NXDOMAIN qr aa', CHILD_SOA],
  ['child.failover A', 'NOERROR qr aa', CHILD_SOA],
  ['child.failover DS', 'NOERROR qr aa', SOA],
  ['x.cut.failover A', 'NOERROR qr', ...REFERRAL],
  ['cut.failover DS', 'NOERROR qr aa', SOA],
];

const unordered = ([head, ...rest]: readonly string[]) => [head, ...rest.toSorted()];

test.each(ROWS)('%s', async (question, ...expected) => {
  for (const tool of TOOLS) {
    for (const tcp of [false, true]) {
      const { lines } = await ask(master.dnsPort, question, { tool, tcp });
      expect(unordered(lines), `${tool}, ${tcp ? 'TCP' : 'UDP'}`).toEqual(unordered(expected));
    }
  }
});

test.each(['AXFR', 'IXFR=1'])('%s is refused', async (type) => {
  for (const tool of TOOLS) {
    const { raw } = await ask(master.dnsPort, `failover ${type}`, { tool, tcp: true });
    expect(raw).toMatch(tool === 'dig' ? /Transfer failed/ : /server replied with error 'REFUSED'/);
  }
});

test('other opcodes are not implemented', async () => {
  for (const opcode of ['STATUS', 'NOTIFY', 'UPDATE', '6', '15']) {
    const { lines } = await ask(master.dnsPort, `webmail.failover A +opcode=${opcode}`);
    expect(lines, opcode).toEqual(['NOTIMP qr']);
    const edns = await ask(master.dnsPort, `webmail.failover A +edns=0 +opcode=${opcode}`);
    expect(edns.lines, opcode).toEqual(['NOTIMP qr', 'opt: 0 1232']);
  }
  expect((await ask(master.dnsPort, 'webmail.failover NOTIFY', { tool: 'kdig' })).lines).toEqual(['NOTIMP qr']);
});

test('the case of the question comes back as it was asked (0x20)', async () => {
  for (const tcp of [false, true]) {
    const { question, lines } = await ask(master.dnsPort, 'WeBmAiL.FaIlOvEr A', { tcp });
    expect(question).toBe('WeBmAiL.FaIlOvEr. IN A');
    expect(lines).toEqual(['NOERROR qr aa', 'WeBmAiL.FaIlOvEr. 9 IN A 192.0.2.10']);
  }
});

test('no question, no answer', async () => {
  expect((await ask(master.dnsPort, 'webmail.failover A +header-only')).lines).toEqual(['FORMERR qr']);
});

test('a CNAME comes before what it leads to; a loop of them ends', async () => {
  const { lines } = await ask(master.dnsPort, 'second.failover A');
  expect(lines.slice(1).map((line) => line.split(' ')[0])).toEqual(['second.failover.', 'alias.failover.', 'webmail.failover.']);
  const loop = await ask(master.dnsPort, 'round.failover A');
  expect(loop.lines[0]).toBe('NOERROR qr aa');
  expect(loop.lines.slice(1).sort()).toEqual([
    'about.failover. 60 IN CNAME round.failover.',
    'round.failover. 60 IN CNAME about.failover.',
  ]);
});

test('what is too big for UDP comes whole over TCP', async () => {
  for (const tool of TOOLS) {
    expect((await ask(master.dnsPort, 'big.failover TXT', { tool })).lines).toEqual(['NOERROR qr aa tc']);
    const { lines } = await ask(master.dnsPort, 'big.failover TXT', { tool, tcp: true });
    expect(lines.slice(1).sort()).toEqual(BIG.map((text) => `big.failover. 60 IN TXT "${text}"`));
    expect((await ask(master.dnsPort, 'big.failover TXT +noignore', { tool })).lines).toHaveLength(1 + BIG.length);
  }
});
