import { beforeAll, expect, test } from 'vitest';
import { ask, TOOLS } from './harness/ask.js';
import { type Master } from './harness/master.js';
import { startShowcase } from './harness/showcase.js';
import { FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
let master: Master;

beforeAll(async () => {
  master = await startShowcase(world, { nsid: 'ns1.test', cookie_secret: '000102030405060708090a0b0c0d0e0f' });
});

const OK = ['NOERROR qr aa', 'webmail.failover. 9 IN A 192.0.2.10'];
const OPT = 'opt: 0 1232';
const SOA = 'authority: failover. 7 IN SOA ns1.failover. hostmaster.failover. 3600 600 1209600 7';

/** EDNS (RFC 6891) as both tools ask it. */
const ROWS: [string, ...string[]][] = [
  ['webmail.failover A', ...OK],
  ['webmail.failover A +edns=0', ...OK, OPT],
  ['webmail.failover A +bufsize=4096', ...OK, OPT],
  ['webmail.failover A +dnssec', ...OK, 'opt: 0 do 1232'],
  ['nobody.failover A +edns=0', 'NXDOMAIN qr aa', SOA, OPT],
  // NSID (RFC 5001).
  ['webmail.failover A +nsid', ...OK, OPT, 'nsid: ns1.test'],
  ['notfailover. A +nsid', 'REFUSED qr', OPT, 'nsid: ns1.test', 'ede: 20'],
  // Client subnet (RFC 7871): as it came, for everybody.
  ['webmail.failover A +subnet=192.0.2.0/24', ...OK, OPT, 'subnet: 192.0.2.0/24/0'],
  ['webmail.failover A +subnet=2001:db8::/48', ...OK, OPT, 'subnet: 2001:db8::/48/0'],
  ['nobody.failover A +subnet=192.0.2.1/32', 'NXDOMAIN qr aa', SOA, OPT, 'subnet: 192.0.2.1/32/0'],
  ['webmail.failover A +nsid +dnssec +subnet=192.0.2.0/24', ...OK, 'opt: 0 do 1232', 'nsid: ns1.test', 'subnet: 192.0.2.0/24/0'],
  // … of a longer prefix than its address, with bits behind it, of an unknown family, with a scope, too short.
  ['webmail.failover A +ednsopt=8:000121000102030405', 'FORMERR qr', OPT],
  ['webmail.failover A +ednsopt=8:00011800c00002ff', 'FORMERR qr', OPT],
  ['webmail.failover A +ednsopt=8:00011700c00003', 'FORMERR qr', OPT],
  ['webmail.failover A +ednsopt=8:00051800c00002', 'FORMERR qr', OPT],
  ['webmail.failover A +ednsopt=8:00011818c00002', 'FORMERR qr', OPT],
  ['webmail.failover A +ednsopt=8:0001', 'FORMERR qr', OPT],
  // Options nobody knows.
  ['webmail.failover A +ednsopt=65001:00', ...OK, OPT],
  ['webmail.failover A +ednsopt=65001', ...OK, OPT],
  ['webmail.failover A +nsid +padding=128', ...OK, OPT, 'nsid: ns1.test'],
  // Extended errors (RFC 8914).
  ['notfailover. A +edns=0', 'REFUSED qr', OPT, 'ede: 20'],
  ['version.bind TXT -c CH +edns=0', 'REFUSED qr', OPT, 'ede: 21'],
  ['down.failover A +edns=0', 'NOERROR qr aa', `down.failover. 17 IN A ${FALLBACK}`, OPT, 'ede: 0 0 of 2 targets up; fallback'],
  ['down.failover AAAA +edns=0', 'NOERROR qr aa', SOA, OPT, 'ede: 0 0 of 2 targets up; fallback'],
  // Cookies of no possible length (RFC 7873 §5.2.2).
  ['webmail.failover A +ednsopt=10:11', 'FORMERR qr', OPT],
  ['webmail.failover A +ednsopt=10:112233445566778899', 'FORMERR qr', OPT],
  [`webmail.failover A +ednsopt=10:${'11'.repeat(41)}`, 'FORMERR qr', OPT],
];

test.each(ROWS)('%s', async (question, ...expected) => {
  for (const tool of TOOLS) {
    for (const tcp of [false, true]) {
      const { lines } = await ask(master.dnsPort, question, { tool, tcp });
      expect(lines, `${tool}, ${tcp ? 'TCP' : 'UDP'}`).toEqual(expected);
    }
  }
});

test('a version that is not spoken yet: BADVERS, which names 0, and nothing else', async () => {
  const expected = ['BADVERS qr', OPT];
  expect((await ask(master.dnsPort, 'webmail.failover A +edns=1 +noednsnegotiation +nsid')).lines).toEqual(expected);
  expect((await ask(master.dnsPort, 'webmail.failover A +edns=255 +noednsnegotiation')).lines).toEqual(expected);
  expect((await ask(master.dnsPort, 'webmail.failover A +edns=1', { tool: 'kdig' })).lines).toEqual(expected);
  // What dig does by itself: it asks again with the version that was named.
  expect((await ask(master.dnsPort, 'webmail.failover A +edns=1')).lines).toEqual([...OK, OPT]);
});

test('flags that mean nothing yet are ignored and do not come back', async () => {
  expect((await ask(master.dnsPort, 'webmail.failover A +edns=0 +ednsflags=0x7fff')).lines).toEqual([...OK, OPT]);
  expect((await ask(master.dnsPort, 'webmail.failover A +ednsflags=0x7fff +dnssec')).lines).toEqual([...OK, 'opt: 0 do 1232']);
});

test('tcp-keepalive (RFC 7828): the idle time over TCP, nothing over UDP', async () => {
  const question = 'webmail.failover A +keepalive';
  expect((await ask(master.dnsPort, question, { tcp: true })).lines).toEqual([...OK, OPT, 'keepalive: 10.0']);
  expect((await ask(master.dnsPort, question)).lines).toEqual([...OK, OPT]);
  const knot = await ask(master.dnsPort, 'webmail.failover A +ednsopt=11', { tool: 'kdig', tcp: true });
  expect(knot.raw).toMatch(/\(11\)[^\n]*0064/);
});

const CLIENT = '1122334455667788';
const cookieIn = (lines: readonly string[]) => lines.find((line) => line.startsWith('cookie: '))?.slice('cookie: '.length) ?? '';

test('cookies (RFC 7873, 9018): a server cookie comes, lasts while young, and is the same over UDP and TCP', async () => {
  for (const tool of TOOLS) {
    const { lines } = await ask(master.dnsPort, `webmail.failover A +cookie=${CLIENT}`, { tool });
    expect(lines.slice(0, -1)).toEqual([...OK, OPT]);
    const cookie = cookieIn(lines);
    // The client's half, version 1, three bytes reserved, the time, the hash.
    expect(cookie).toMatch(new RegExp(`^${CLIENT}01000000[0-9a-f]{24}$`));
    for (const tcp of [false, true]) {
      const again = await ask(master.dnsPort, `webmail.failover A +cookie=${cookie}`, { tool, tcp });
      expect(cookieIn(again.lines)).toBe(cookie);
    }
  }
});

test.each([
  ['made up', `${CLIENT}01000000aabbccddaabbccddaabbccdd`],
  ['of eight bytes', `${CLIENT}aabbccddaabbccdd`],
  ['of 32 bytes', `${CLIENT}${'ab'.repeat(32)}`],
])('a server cookie %s gets the answer and a good one: BADCOOKIE is not forced on anybody', async (_, wrong) => {
  for (const tool of TOOLS) {
    const { lines } = await ask(master.dnsPort, `webmail.failover A +cookie=${wrong}`, { tool });
    expect(lines.slice(0, -1)).toEqual([...OK, OPT]);
    expect(cookieIn(lines)).toMatch(new RegExp(`^${CLIENT}01000000`));
    expect(cookieIn(lines)).not.toBe(wrong);
    const good = cookieIn(lines);
    expect(cookieIn((await ask(master.dnsPort, `webmail.failover A +cookie=${good}`, { tool })).lines)).toBe(good);
  }
});

test('dig takes our cookie for good', async () => {
  const { raw } = await ask(master.dnsPort, 'webmail.failover A +cookie');
  expect(raw).toMatch(/COOKIE: [0-9a-f]{48} \(good\)/);
});
