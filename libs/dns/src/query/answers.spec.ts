import { describe, expect, it } from 'vitest';
import { Desk, domain, records, zoneOf } from './desk.fixture.js';

const SOA = 'authority: failover. 30 IN SOA ns1.failover hostmaster.failover 7 3600 600 604800 30';

const desk = new Desk([
  zoneOf({
    ns: ['ns1.failover', 'ns.example'],
    records: records(
      'ns1.failover 300 A 192.0.2.53',
      'text.failover 60 TXT "v=spf1 -all" plain',
      'mail.failover 60 MX 10 mx.failover',
      'alias.failover 60 CNAME webmail.failover',
      'far.failover 60 CNAME www.example',
      'lost.failover 60 CNAME nowhere.failover',
      'loop1.failover 60 CNAME loop2.failover',
      'loop2.failover 60 CNAME loop1.failover',
      'a.deep.tree.failover 60 A 192.0.2.7',
      'odd.failover 60 TYPE65280 \\# 4 0a000001',
    ),
    domains: [
      domain('webmail.failover', ['192.0.2.10']),
      domain('dual.failover', ['192.0.2.20', '2001:db8::20']),
      domain('dead.failover', [], { servfail: true }, ['192.0.2.30']),
      domain('*.app.failover', ['192.0.2.40']),
      domain('real.app.failover', ['192.0.2.41']),
      domain('back.failover', ['192.0.2.50'], { ede: { code: 3, text: '0 of 2 targets up; fallback' } }),
    ],
  }),
]);

/** SPEC section 6, a row or more for each of its rows. */
const ROWS: [string, ...string[]][] = [
  // A domain.
  ['webmail.failover A', 'NOERROR aa', 'webmail.failover. 5 IN A 192.0.2.10'],
  ['WebMail.FAILOVER A', 'NOERROR aa', 'WebMail.FAILOVER. 5 IN A 192.0.2.10'],
  ['dual.failover A', 'NOERROR aa', 'dual.failover. 5 IN A 192.0.2.20'],
  ['dual.failover AAAA', 'NOERROR aa', 'dual.failover. 5 IN AAAA 2001:db8::20'],
  ['dead.failover A', 'SERVFAIL'],
  // A name without that type, an empty non-terminal (RFC 8020).
  ['webmail.failover AAAA', 'NOERROR aa', SOA],
  ['webmail.failover TXT', 'NOERROR aa', SOA],
  ['tree.failover A', 'NOERROR aa', SOA],
  ['deep.tree.failover NS', 'NOERROR aa', SOA],
  ['tree.failover ANY', 'NOERROR aa', SOA],
  // No such name; a question minimised by a resolver (RFC 9156).
  ['nowhere.failover A', 'NXDOMAIN aa', SOA],
  ['x.webmail.failover A', 'NXDOMAIN aa', SOA],
  ['_.failover NS', 'NXDOMAIN aa', SOA],
  ['app.failover NS', 'NOERROR aa', SOA],
  // A name outside every zone: by label, not by text.
  ['example A', 'REFUSED'],
  ['notfailover A', 'REFUSED'],
  ['failover.example A', 'REFUSED'],
  ['. NS', 'REFUSED'],
  // Not data, or not of this class.
  ['webmail.failover AXFR', 'REFUSED'],
  ['webmail.failover IXFR', 'REFUSED'],
  ['version.bind TXT CH', 'REFUSED'],
  ['id.server TXT CH', 'REFUSED'],
  ['webmail.failover A ANY', 'REFUSED'],
  ['webmail.failover TYPE41', 'FORMERR'],
  ['webmail.failover TYPE250', 'FORMERR'],
  ['webmail.failover TYPE254', 'NOTIMP'],
  ['webmail.failover TYPE128', 'NOTIMP'],
  // ANY (RFC 8482).
  ['webmail.failover ANY', 'NOERROR aa', 'webmail.failover. 300 IN HINFO RFC8482 '],
  ['nowhere.failover ANY', 'NXDOMAIN aa', SOA],
  // The apex, static records.
  ['failover SOA', 'NOERROR aa', 'failover. 300 IN SOA ns1.failover hostmaster.failover 7 3600 600 604800 30'],
  ['text.failover TXT', 'NOERROR aa', 'text.failover. 60 IN TXT "v=spf1 -all" "plain"'],
  ['mail.failover MX', 'NOERROR aa', 'mail.failover. 60 IN MX 10 mx.failover'],
  ['odd.failover TYPE65280', 'NOERROR aa', 'odd.failover. 60 IN UNKNOWN_65280 0a000001'],
  // CNAME chains inside the zone.
  ['alias.failover A', 'NOERROR aa', 'alias.failover. 60 IN CNAME webmail.failover', 'webmail.failover. 5 IN A 192.0.2.10'],
  ['alias.failover AAAA', 'NOERROR aa', 'alias.failover. 60 IN CNAME webmail.failover', SOA],
  ['alias.failover CNAME', 'NOERROR aa', 'alias.failover. 60 IN CNAME webmail.failover'],
  ['far.failover A', 'NOERROR aa', 'far.failover. 60 IN CNAME www.example'],
  ['lost.failover A', 'NXDOMAIN aa', 'lost.failover. 60 IN CNAME nowhere.failover', SOA],
  // Wildcards (RFC 4592): an existing name blocks, also for what lies below it.
  ['any.app.failover A', 'NOERROR aa', 'any.app.failover. 5 IN A 192.0.2.40'],
  ['a.b.app.failover A', 'NOERROR aa', 'a.b.app.failover. 5 IN A 192.0.2.40'],
  ['any.app.failover TXT', 'NOERROR aa', SOA],
  ['real.app.failover A', 'NOERROR aa', 'real.app.failover. 5 IN A 192.0.2.41'],
  ['x.real.app.failover A', 'NXDOMAIN aa', SOA],
  ['app.failover A', 'NOERROR aa', SOA],
  ['*.app.failover A', 'NOERROR aa', '*.app.failover. 5 IN A 192.0.2.40'],
  ['x.*.app.failover A', 'NXDOMAIN aa', SOA],
];

describe('answers', () => {
  it.each(ROWS)('%s', (question, ...expected) => {
    expect(desk.ask(question)).toEqual(expected);
    expect(desk.faults).toEqual([]);
  });

  it('lists the name servers of the apex, in turns', () => {
    const lines = [desk.ask('failover NS'), desk.ask('failover NS')];
    expect(lines[0]![1]).not.toBe(lines[1]![1]);
    expect(lines[0]!.toSorted()).toEqual(['NOERROR aa', 'failover. 300 IN NS ns.example', 'failover. 300 IN NS ns1.failover']);
  });

  it('ends a CNAME loop', () => {
    const lines = desk.ask('loop1.failover A');
    expect(lines[0]).toBe('NOERROR aa');
    expect(new Set(lines.slice(1)).size).toBe(2);
  });

  it('echoes the question byte for byte', () => {
    const query = Buffer.from(
      '00070000000100000000000007' +
        Buffer.from('wEbMaIl').toString('hex') +
        '08' +
        Buffer.from('fAiLoVeR').toString('hex') +
        '0000010001',
      'hex',
    );
    const reply = desk.send(query);
    expect(reply.subarray(0, 2)).toEqual(query.subarray(0, 2));
    expect(reply.subarray(12, query.length)).toEqual(query.subarray(12));
  });
});

describe('an answer of several addresses', () => {
  const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.3'];
  const first = (lines: string[]) => lines[1]!.split(' ').at(-1);

  it('starts with another one each time', () => {
    const several = new Desk([zoneOf({ domains: [domain('web.failover', addresses)] })]);
    const replies = [1, 2, 3, 4].map(() => several.ask('web.failover A'));
    expect(replies.map(first)).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.1']);
    for (const lines of replies)
      expect(
        lines
          .slice(1)
          .map((line) => line.split(' ').at(-1))
          .toSorted(),
      ).toEqual(addresses);
  });

  it('turns A and AAAA apart, so that a client that asks both sees every order of both', () => {
    const dual = new Desk([
      zoneOf({ domains: [domain('web.failover', ['192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8::2'])] }),
    ]);
    const seen = [1, 2].flatMap(() => [first(dual.ask('web.failover A')), first(dual.ask('web.failover AAAA'))]);
    expect(seen.toSorted()).toEqual(['192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8::2']);
  });

  it('holds maxAnswers of them, each in turn', () => {
    const limited = new Desk([zoneOf({ domains: [domain('web.failover', addresses, { maxAnswers: 2 })] })]);
    const replies = [1, 2, 3].map(() => limited.ask('web.failover A').slice(1));
    expect(replies.map((lines) => lines.length)).toEqual([2, 2, 2]);
    expect(new Set(replies.flat()).size).toBe(3);
  });
});
