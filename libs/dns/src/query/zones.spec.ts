import { describe, expect, it } from 'vitest';
import { Desk, domain, records, zoneOf } from './desk.fixture.js';

const soaOf = (zone: string) => `authority: ${zone}. 30 IN SOA ns1.${zone} hostmaster.${zone} 7 3600 600 604800 30`;

describe('parent and child zones together', () => {
  const desk = new Desk([
    zoneOf({
      records: records(
        'child.failover 60 NS ns1.child.failover',
        'child.failover 60 DS 1 8 2 00ff',
        'ns1.child.failover 60 A 192.0.2.1',
      ),
      domains: [domain('web.failover', ['192.0.2.10'])],
    }),
    zoneOf({ name: 'child.failover', domains: [domain('web.child.failover', ['192.0.2.20'])] }),
    zoneOf({ name: 'other.example' }),
  ]);

  it.each([
    ['web.failover A', 'NOERROR aa', 'web.failover. 5 IN A 192.0.2.10'],
    ['web.child.failover A', 'NOERROR aa', 'web.child.failover. 5 IN A 192.0.2.20'],
    ['nx.child.failover A', 'NXDOMAIN aa', soaOf('child.failover')],
    ['ns1.child.failover A', 'NXDOMAIN aa', soaOf('child.failover')],
    ['child.failover NS', 'NOERROR aa', 'child.failover. 300 IN NS ns1.child.failover'],
    ['child.failover A', 'NOERROR aa', soaOf('child.failover')],
    ['grandchild.failover A', 'NXDOMAIN aa', soaOf('failover')],
    ['nx.other.example A', 'NXDOMAIN aa', soaOf('other.example')],
    ['example A', 'REFUSED'],
  ])('%s', (question, ...expected) => expect(desk.ask(question)).toEqual(expected));

  it('answers the DS of the child from the parent (RFC 4035 §3.1.4.1)', () => {
    expect(desk.ask('child.failover DS')[1]).toMatch(/^child\.failover\. 60 IN DS/);
  });

  it('answers a DS that the parent does not have with the parent’s SOA', () => {
    const bare = new Desk([zoneOf(), zoneOf({ name: 'child.failover' })]);
    expect(bare.ask('child.failover DS')).toEqual(['NOERROR aa', soaOf('failover')]);
    expect(bare.ask('failover DS')).toEqual(['NOERROR aa', soaOf('failover')]);
  });
});

describe('a delegation to servers elsewhere', () => {
  const desk = new Desk([
    zoneOf({
      records: records(
        'sub.failover 60 NS ns.sub.failover',
        'ns.sub.failover 60 A 192.0.2.7',
        'ns.sub.failover 60 AAAA 2001:db8::7',
        'away.failover 60 NS ns.example',
        'into.failover 60 CNAME www.sub.failover',
      ),
    }),
  ]);
  const referral = [
    'NOERROR',
    'authority: sub.failover. 60 IN NS ns.sub.failover',
    'additional: ns.sub.failover. 60 IN A 192.0.2.7',
    'additional: ns.sub.failover. 60 IN AAAA 2001:db8::7',
  ];

  it.each(['sub.failover A', 'sub.failover NS', 'deep.www.sub.failover TXT', 'ns.sub.failover A', 'sub.failover ANY'])(
    '%s is a referral with glue',
    (question) => expect(desk.ask(question)).toEqual(referral),
  );

  it('leaves out addresses it does not have', () => {
    expect(desk.ask('x.away.failover A')).toEqual(['NOERROR', 'authority: away.failover. 60 IN NS ns.example']);
  });

  it('speaks for the DS itself', () => {
    expect(desk.ask('sub.failover DS')).toEqual(['NOERROR aa', soaOf('failover')]);
  });

  it('ends a chain of aliases there', () => {
    expect(desk.ask('into.failover A')).toEqual(['NOERROR aa', 'into.failover. 60 IN CNAME www.sub.failover']);
  });
});

describe('the root as a zone', () => {
  const desk = new Desk([
    zoneOf({
      name: '.',
      soa: { ...zoneOf().soa, mname: 'ns1.test', rname: 'h.test' },
      ns: ['ns1.test'],
      domains: [domain('a.test', ['192.0.2.1'])],
    }),
  ]);

  it('owns every name', () => {
    expect(desk.ask('a.test A')).toEqual(['NOERROR aa', 'a.test. 5 IN A 192.0.2.1']);
    expect(desk.ask('b.test A')).toEqual(['NXDOMAIN aa', 'authority: . 30 IN SOA ns1.test h.test 7 3600 600 604800 30']);
    expect(desk.ask('test A')[0]).toBe('NOERROR aa');
    expect(desk.ask('. NS')).toEqual(['NOERROR aa', '. 300 IN NS ns1.test']);
  });
});

describe('TTLs', () => {
  it('of a set are the lowest of what its records say', () => {
    const desk = new Desk([zoneOf({ records: records('a.failover 60 A 192.0.2.1', 'a.failover 30 A 192.0.2.2') })]);
    expect(desk.ask('a.failover A').slice(1).toSorted()).toEqual([
      'a.failover. 30 IN A 192.0.2.1',
      'a.failover. 30 IN A 192.0.2.2',
    ]);
  });

  it('of a negative answer are no longer than the SOA’s own', () => {
    const desk = new Desk([zoneOf({ ttl: 10, negativeTtl: 30 })]);
    expect(desk.ask('x.failover A')[1]).toMatch(/^authority: failover\. 10 IN SOA .* 30$/);
  });
});

describe('a wildcard of static records', () => {
  const desk = new Desk([
    zoneOf({ records: records('*.w.failover 60 CNAME web.failover'), domains: [domain('web.failover', ['192.0.2.1'])] }),
  ]);

  it('stands for an alias too', () => {
    expect(desk.ask('x.w.failover A')).toEqual([
      'NOERROR aa',
      'x.w.failover. 60 IN CNAME web.failover',
      'web.failover. 5 IN A 192.0.2.1',
    ]);
  });
});
