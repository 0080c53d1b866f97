import { describe, expect, it } from 'vitest';
import { domain, records, zoneOf } from '../query/desk.fixture.js';
import { type ZoneSpec } from '../types.js';
import { readZones, validateZone } from './read.js';

const faultsOf = (parts: Partial<ZoneSpec>) => validateZone(zoneOf(parts)).map(({ path, message }) => `${path}: ${message}`);

describe('validateZone', () => {
  it('finds nothing wrong with a zone of everything', () => {
    const rows = [
      'failover 60 MX 10 mx.failover',
      'a.failover 60 A 192.0.2.1',
      'sub.failover 60 NS ns.sub.failover',
      'sub.failover 60 DS 1 8 2 00',
      'ns.sub.failover 60 A 192.0.2.2',
      '*.failover 60 TXT x',
    ];
    expect(faultsOf({ records: records(...rows), domains: [domain('web.failover', ['192.0.2.3'])] })).toEqual([]);
  });

  const rows: [string, string, Partial<ZoneSpec>][] = [
    [
      'a name outside the zone',
      'records[0].name: a.example is outside the zone failover',
      { records: records('a.example 60 A 192.0.2.1') },
    ],
    [
      'a name that only ends like the zone',
      'records[0].name: xfailover is outside the zone failover',
      { records: records('xfailover 60 A 192.0.2.1') },
    ],
    ['a bad name', 'records[0].name: a..failover has an empty label', { records: records('a..failover 60 A 192.0.2.1') }],
    ['bad rdata', 'records[0].value: nine is not an IPv4 address', { records: records('a.failover 60 A nine') }],
    [
      'an unknown type',
      'records[0].type: AAA is no record type; write an unknown one as TYPE65280 (RFC 3597)',
      { records: records('a.failover 60 AAA x') },
    ],
    [
      'a type for questions',
      'records[0].type: TYPE255 is only for questions, not for data',
      { records: records('a.failover 60 TYPE255 \\# 0') },
    ],
    ['an SOA', 'records[0].type: TYPE6 is made from the zone’s own settings', { records: records('a.failover 60 TYPE6 \\# 0') }],
    [
      'a DNAME',
      'records[0].type: TYPE39 is not supported, because it would have to rewrite names',
      { records: records('a.failover 60 TYPE39 \\# 1 00') },
    ],
    [
      'a negative TTL',
      'records[0].ttl: -1 is no TTL (0–2147483647 seconds)',
      { records: [{ ...records('a.failover 60 A 192.0.2.1')[0]!, ttl: -1 }] },
    ],
    [
      'data beside a CNAME',
      'records[1].name: a.failover. has other data beside its CNAME (RFC 1034 §3.6.2)',
      { records: records('a.failover 60 CNAME b.failover', 'a.failover 60 TXT x') },
    ],
    [
      'a domain beside a CNAME',
      'domains[0].name: a.failover. has other data beside its CNAME (RFC 1034 §3.6.2)',
      { records: records('a.failover 60 CNAME b.failover'), domains: [domain('a.failover', ['192.0.2.1'])] },
    ],
    [
      'a CNAME at the apex',
      'records[0].name: failover. has other data beside its CNAME (RFC 1034 §3.6.2)',
      { records: records('failover 60 CNAME b.failover') },
    ],
    [
      'two CNAMEs',
      'records[1].name: a.failover. has more than one CNAME',
      { records: records('a.failover 60 CNAME b.failover', 'A.failover. 60 CNAME c.failover') },
    ],
    [
      'a domain with static addresses',
      'domains[0].name: a.failover. is a domain and has static addresses too',
      { records: records('a.failover 60 A 192.0.2.1'), domains: [domain('a.failover', ['192.0.2.1'])] },
    ],
    [
      'a domain twice',
      'domains[1].name: A.failover. is there twice',
      { domains: [domain('a.failover', ['192.0.2.1']), domain('A.failover.', ['192.0.2.1'])] },
    ],
    [
      'a candidate that is no address',
      'domains[0].candidates[1]: web is not an IPv4 or IPv6 address',
      { domains: [domain('a.failover', ['192.0.2.1'], {}, ['192.0.2.1', 'web'])] },
    ],
    [
      'an EDE text too long',
      'domains[0].answer.ede.text: 82 bytes of text; 80 is the most',
      { domains: [domain('a.failover', [], { ede: { code: 3, text: 'é'.repeat(41) } })] },
    ],
    [
      'fewer weights than addresses',
      'domains[0].answer.weights: 1 weights for 2 addresses',
      { domains: [domain('a.failover', ['192.0.2.1', '192.0.2.2'], { weights: [1] })] },
    ],
    ...[-1, 1.5, 1001, Number.NaN].map((weight): [string, string, Partial<ZoneSpec>] => [
      `${weight} as a weight`,
      `domains[0].answer.weights[1]: ${weight} is no weight (a whole number, 0–1000)`,
      { domains: [domain('a.failover', ['192.0.2.1', '192.0.2.2'], { weights: [1, weight] })] },
    ]),
    [
      'NS of the apex among the records',
      'records[0].type: the name servers of the zone itself belong in its list `ns`',
      { records: records('failover 60 NS a.failover') },
    ],
    [
      'a delegated wildcard',
      'records[0].type: a wildcard cannot be delegated (RFC 4592 §4.2)',
      { records: records('*.failover 60 NS a.failover') },
    ],
    [
      'a domain below a delegation',
      'domains[0].name: a.sub.failover. is hidden by the delegation of sub.failover.',
      { records: records('sub.failover 60 NS ns.example'), domains: [domain('a.sub.failover', ['192.0.2.1'])] },
    ],
    [
      'text below a delegation',
      'records[1].name: a.sub.failover. is hidden by the delegation of sub.failover.; only addresses (glue) can stand there',
      { records: records('sub.failover 60 NS ns.example', 'a.sub.failover 60 TXT x') },
    ],
    [
      'a delegation below a delegation',
      'records[1].name: a.sub.failover. is hidden by the delegation of sub.failover.; only addresses (glue) can stand there',
      { records: records('sub.failover 60 NS ns.example', 'a.sub.failover 60 NS ns.example') },
    ],
    [
      'text at a delegation',
      'records[1].name: sub.failover. is delegated and has other data beside NS and DS',
      { records: records('sub.failover 60 NS ns.example', 'sub.failover 60 TXT x') },
    ],
    ['no name server', 'ns: a zone needs at least one name server', { ns: [] }],
    ['a bad name server', 'ns[1]: a..b has an empty label', { ns: ['ns1.failover', 'a..b'] }],
    ['a bad SOA name', 'soa: bücher is not ASCII; write its xn-- form', { soa: { ...zoneOf().soa, mname: 'bücher' } }],
    [
      'more data than a message holds',
      'records[249].name: a.failover. has 67000 bytes of one type; 60000 is the most',
      {
        records: records(
          ...Array.from({ length: 250 }, (_, i) => `a.failover 60 TXT ${String(i).padStart(3, '0')}${'x'.repeat(252)}`),
        ),
      },
    ],
  ];
  it.each(rows)('%s', (_, expected, parts) => expect(faultsOf(parts)).toEqual([expected]));
});

describe('several zones', () => {
  const faultsIn = (...zones: ZoneSpec[]) => readZones(zones).faults.map(({ path, message }) => `${path}: ${message}`);

  it('are told apart in the path', () => {
    expect(faultsIn(zoneOf(), zoneOf({ name: 'example', ttl: -5 }))).toEqual([
      'zones[1].ttl: -5 is no TTL (0–2147483647 seconds)',
    ]);
  });

  it('cannot be one zone twice', () => {
    expect(faultsIn(zoneOf(), zoneOf({ name: 'FAILOVER.' }))).toEqual(['zones[1].name: FAILOVER. is there twice']);
  });

  it('own their domains: the parent cannot have one in the child', () => {
    expect(
      faultsIn(zoneOf({ domains: [domain('a.child.failover', ['192.0.2.1'])] }), zoneOf({ name: 'child.failover' })),
    ).toEqual(['zones[0].domains[0].name: a.child.failover belongs to the zone child.failover']);
  });
});
