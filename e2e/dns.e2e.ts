import { beforeAll, describe, expect, test } from 'vitest';
import { report, sendReport } from './harness/reports.js';
import { type Master } from './harness/master.js';
import { capture } from './harness/program.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
const LIVE = ['192.0.2.10', '192.0.2.11', '2001:db8::10'];
let master: Master;

beforeAll(async () => {
  const patient = { server: { timeout_sec: 600 } };
  const many = Array.from({ length: 60 }, (_, index) => ({ ip: `198.51.100.${index + 1}`, port: 443 }));
  master = await world.master({
    zone: { ttl: 9, fallback_ttl: 17, negative_ttl: 7, ns: ['ns1.example.net.', 'ns2.example.net.'] },
    domains: {
      'webmail.failover': domain(
        LIVE.map((ip) => ({ ip, port: 443 })),
        patient,
      ),
      'down.failover': domain([{ ip: '192.0.2.20', port: 443 }], patient),
      'four.failover': domain([{ ip: '192.0.2.30', port: 443 }], patient),
      'deep.below.failover': domain([{ ip: '192.0.2.40', port: 443 }], patient),
      'many.failover': domain(many, patient),
    },
  });
  const up = [
    ...LIVE.map((ip) => ['webmail.failover', ip]),
    ['four.failover', '192.0.2.30'],
    ['deep.below.failover', '192.0.2.40'],
  ];
  const all = [...up, ...many.map(({ ip }) => ['many.failover', ip])];
  await Promise.all(all.map(([name, ip]) => sendReport(master, report({ ip: ip!, port: 443 }, { domain: name }))));
  await until(async () => expect((await master.addresses('many.failover', 'A')).length).toBe(60), { within: 10 });
});

for (const tcp of [false, true]) {
  describe(tcp ? 'over TCP' : 'over UDP', () => {
    const ask = (name: string, type = 'A', flags: string[] = []) => master.dig(name, type, { tcp, flags });

    test('A and AAAA: one record per address of that family', async () => {
      const four = await ask('webmail.failover');
      expect(four).toMatchObject({ status: 'NOERROR', flags: ['qr', 'aa', 'rd'] });
      expect(four.answers).toEqual(['webmail.failover. 9 IN A 192.0.2.10', 'webmail.failover. 9 IN A 192.0.2.11']);
      expect((await ask('webmail.failover', 'AAAA')).answers).toEqual(['webmail.failover. 9 IN AAAA 2001:db8::10']);
    });

    test('the fallback with fallback_ttl', async () => {
      expect((await ask('down.failover')).answers).toEqual([`down.failover. 17 IN A ${FALLBACK}`]);
    });

    test('NODATA with SOA: a family without an address, and never the fallback in its place', async () => {
      const reply = await ask('four.failover', 'AAAA');
      expect(reply).toMatchObject({ status: 'NOERROR', answers: [] });
      expect(reply.flags).toContain('aa');
      expect(reply.authority).toHaveLength(1);
      expect(reply.authority[0]).toMatch(/^failover\. 7 IN SOA .* 7$/);
    });

    test('NODATA: another type, and an empty non-terminal', async () => {
      for (const [name, type] of [
        ['webmail.failover', 'TXT'],
        ['below.failover', 'A'],
      ] as const) {
        const reply = await ask(name, type);
        expect(reply).toMatchObject({ status: 'NOERROR', answers: [] });
        expect(reply.authority[0]).toMatch(/^failover\. 7 IN SOA /);
      }
    });

    test('NXDOMAIN with SOA: no such name in the zone', async () => {
      const reply = await ask('nobody.failover');
      expect(reply).toMatchObject({ status: 'NXDOMAIN', answers: [] });
      expect(reply.authority[0]).toMatch(/^failover\. 7 IN SOA /);
    });

    test('REFUSED without AA: names outside every zone, compared by label', async () => {
      for (const name of ['example.com', 'notfailover', 'webmail.notfailover', '.']) {
        const reply = await ask(name);
        expect(reply, name).toMatchObject({ status: 'REFUSED', answers: [], authority: [] });
        expect(reply.flags).not.toContain('aa');
      }
    });

    test('the case of the question comes back as it was asked (0x20)', async () => {
      const reply = await ask('wEbMaIl.FaIlOvEr');
      expect(reply.question).toBe('wEbMaIl.FaIlOvEr. IN A');
      expect(reply.answers).toEqual(['wEbMaIl.FaIlOvEr. 9 IN A 192.0.2.10', 'wEbMaIl.FaIlOvEr. 9 IN A 192.0.2.11']);
    });

    test('SOA and NS at the apex', async () => {
      const soa = await ask('failover', 'SOA');
      expect(soa.answers).toHaveLength(1);
      expect(soa.answers[0]).toMatch(/^failover\. \d+ IN SOA \S+ \S+ \d+ \d+ \d+ \d+ 7$/);
      const ns = await ask('failover', 'NS');
      expect(ns.answers).toEqual(['failover. 9 IN NS ns1.example.net.', 'failover. 9 IN NS ns2.example.net.']);
    });

    test('EDNS: OPT when asked, none when not, BADVERS above version 0, DO copied', async () => {
      expect((await ask('webmail.failover', 'A', ['+bufsize=4096'])).edns).toMatch(/^EDNS: version: 0, flags:; udp: 1232/);
      expect((await ask('webmail.failover', 'A', ['+noedns'])).edns).toBeUndefined();
      expect((await ask('webmail.failover', 'A', ['+dnssec'])).edns).toMatch(/flags: do;/);
      const future = await ask('webmail.failover', 'A', ['+edns=1', '+noednsnegotiation']);
      expect(future).toMatchObject({ status: 'BADVERS', answers: [] });
    });

    test('opcodes and classes that are not served', async () => {
      expect((await ask('webmail.failover', 'A', ['+opcode=STATUS'])).status).toBe('NOTIMP');
      expect((await ask('version.bind', 'TXT', ['-c', 'CH'])).status).toBe('REFUSED');
    });

    test('ANY: one HINFO (RFC 8482)', async () => {
      const reply = await ask('webmail.failover', 'ANY');
      expect(reply.answers).toHaveLength(1);
      expect(reply.answers[0]).toMatch(/^webmail\.failover\. \d+ IN HINFO "RFC8482"/);
    });
  });
}

test('an answer too large for the client’s UDP size is truncated, empty, and whole over TCP', async () => {
  const udp = await master.dig('many.failover', 'A', { flags: ['+noedns', '+ignore'] });
  expect(udp.answers).toEqual([]);
  expect(udp.flags).toContain('tc');
  const tcp = await master.dig('many.failover', 'A', { tcp: true });
  expect(tcp.answers).toHaveLength(60);
  const upgraded = await master.dig('many.failover', 'A', { flags: ['+noedns'] });
  expect(upgraded.answers).toHaveLength(60);
});

test('several queries on one TCP connection', async () => {
  const names = ['webmail.failover', 'down.failover', 'four.failover'];
  const args = ['@127.0.0.1', '-p', String(master.dnsPort), '+tcp', '+keepopen', '+short', ...names];
  const { stdout, code } = await capture('dig', args);
  expect(code).toBe(0);
  expect(stdout.trim().split('\n').sort()).toEqual(['192.0.2.10', '192.0.2.11', FALLBACK, '192.0.2.30'].sort());
});

test('the order of addresses rotates', async () => {
  const firsts = new Set<string | undefined>();
  await until(
    async () => {
      const { raw } = await master.dig('webmail.failover', 'A');
      firsts.add(/IN\s+A\s+(\S+)/.exec(raw.split('ANSWER SECTION')[1] ?? '')?.[1]);
      expect(firsts.size).toBe(2);
    },
    { within: 10 },
  );
});
