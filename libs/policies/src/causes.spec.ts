import { describe, expect, it } from 'vitest';
import { causesOf, prefixOf, type TroubledDomain } from './causes.js';

const failing = (...ips: string[]) =>
  ips.map((ip) => ({ name: `${ip}:443`, ip, what: 'refused, says 1 of 1 agent', word: 'refused' }));
const down = (domain: string, ips: string[], change: Partial<TroubledDomain> = {}): TroubledDomain => ({
  domain,
  state: 'degraded',
  since: 100,
  failing: failing(...ips),
  silent: [],
  ...change,
});

describe('causesOf', () => {
  it('puts domains together that share a failing target, with the worst state and the earliest start', () => {
    const causes = causesOf([
      down('a', ['192.0.2.1'], { since: 50 }),
      down('b', ['192.0.2.1', '198.51.100.1'], { state: 'fallback' }),
      down('c', ['203.0.113.9']),
    ]);
    expect(causes).toEqual([
      { kind: 'target', name: '192.0.2.1:443', what: 'refused', state: 'fallback', since: 50, targets: 1, domains: ['a', 'b'] },
      { kind: 'target', name: '203.0.113.9:443', what: 'refused', state: 'degraded', since: 100, targets: 1, domains: ['c'] },
    ]);
  });

  it.each([
    [4, 'target', 4],
    [5, 'prefix', 1],
  ])('takes %i failing addresses of one /24 as causes of the kind %s', (count, kind, causes) => {
    const found = causesOf(Array.from({ length: count }, (_, index) => down(`d${index}`, [`192.0.2.${index}`])));
    expect([found.length, found[0]?.kind]).toEqual([causes, kind]);
    if (kind === 'prefix') expect(found[0]).toMatchObject({ name: '192.0.2.0/24', targets: 5 });
  });

  it('tells of a prefix what is the matter with most of its targets, and with how many', () => {
    const saying = (index: number, word: string): TroubledDomain => ({
      ...down(`d${index}`, []),
      failing: [{ name: `192.0.2.${index}:443`, ip: `192.0.2.${index}`, what: word, word }],
    });
    const words = ['no report yet', 'refused', 'refused', 'timeout', 'refused', 'no report yet', 'reset'];
    expect(causesOf(words.map((word, index) => saying(index, word)))).toMatchObject([
      { kind: 'prefix', targets: 7, what: '3 refused, 2 no report yet, 2 otherwise' },
    ]);
  });

  it('tells of a target what most of its domains say', () => {
    const saying = (domain: string, word: string): TroubledDomain => ({
      ...down(domain, []),
      failing: [{ name: '192.0.2.1:443', ip: '192.0.2.1', what: word, word }],
    });
    const causes = causesOf([saying('a', 'status 404'), saying('b', 'refused'), saying('c', 'refused')]);
    expect(causes).toMatchObject([{ kind: 'target', what: 'refused', targets: 1 }]);
  });

  it('names the silent agent where no target is down', () => {
    const held = (domain: string) => down(domain, ['192.0.2.1'], { state: 'frozen', silent: ['syd-1'] });
    expect(causesOf([held('a'), held('b')])).toMatchObject([{ kind: 'agent', name: 'syd-1', targets: 0, domains: ['a', 'b'] }]);
  });

  it('explains each domain once, and none that has no cause', () => {
    const causes = causesOf([
      down('a', ['192.0.2.1', '192.0.2.2']),
      down('b', ['192.0.2.2']),
      down('c', [], { state: 'degraded' }),
    ]);
    expect(causes.flatMap(({ domains }) => domains)).toEqual(['a', 'b']);
  });
});

it.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8::/64'],
  ['::1', '::/64'],
])('%s lies in %s', (ip, prefix) => expect(prefixOf(ip)).toBe(prefix));
