import { describe, expect, it } from 'vitest';
import { Desk, domain, zoneOf, type Question } from '../query/desk.fixture.js';
import { type RateLimitOptions } from '../types.js';
import { Networks } from './networks.js';
import { RATE_LIMIT_BYTES, RateLimiter, VERDICT } from './rate-limit.js';

const OPTIONS: RateLimitOptions = {
  responsesPerSecond: 3,
  slip: 2,
  ipv4Prefix: 24,
  ipv6Prefix: 56,
  exempt: ['198.51.100.0/24', '2001:db8:1::/48'],
};

function setup(more: Partial<RateLimitOptions> = {}, cookieSecrets?: string[]) {
  const domains = [domain('a.failover', ['192.0.2.1']), domain('b.failover', ['192.0.2.2'])];
  const desk = new Desk([zoneOf({ domains })], {
    rateLimit: { ...OPTIONS, ...more },
    ...(cookieSecrets ? { cookieSecrets } : {}),
  });
  const statuses = (text: string, times: number, question: Question = {}) =>
    Array.from({ length: times }, () => desk.ask(text, question)[0]);
  return { desk, statuses };
}

describe('response rate limiting', () => {
  it('keeps back what is over the limit and lets every second one through empty with TC', () => {
    const { desk, statuses } = setup();
    expect(statuses('a.failover A', 7)).toEqual([
      ...Array<string>(3).fill('NOERROR aa'),
      ...['nothing', 'NOERROR aa tc', 'nothing', 'NOERROR aa tc'],
    ]);
    expect(desk.stats).toMatchObject({ limited: 4, slipped: 2 });
  });

  it('starts again each second', () => {
    const { statuses } = setup();
    statuses('a.failover A', 5);
    expect(statuses('a.failover A', 1, { now: 1_700_000_001 })).toEqual(['NOERROR aa']);
  });

  it('counts a prefix together, other prefixes and other answers apart', () => {
    const { statuses } = setup({ slip: 0 });
    statuses('a.failover A', 3);
    expect(statuses('a.failover A', 1, { address: '192.0.2.1' })).toEqual(['nothing']);
    expect(statuses('a.failover A', 1, { address: '192.0.3.1' })).toEqual(['NOERROR aa']);
    expect(statuses('b.failover A', 1)).toEqual(['NOERROR aa']);
    expect(statuses('a.failover A', 4, { address: '2001:db8::1' }).at(-1)).toBe('nothing');
    expect(statuses('a.failover A', 1, { address: '2001:db8:0:ff::1' })).toEqual(['nothing']);
    expect(statuses('a.failover A', 1, { address: '2001:db8:0:100::1' })).toEqual(['NOERROR aa']);
  });

  it('takes prefixes of any length', () => {
    const { statuses } = setup({ slip: 0, ipv4Prefix: 20 });
    statuses('a.failover A', 3, { address: '192.0.16.1' });
    expect(statuses('a.failover A', 1, { address: '192.0.31.1' })).toEqual(['nothing']);
    expect(statuses('a.failover A', 1, { address: '192.0.32.1' })).toEqual(['NOERROR aa']);
  });

  it('counts names that do not exist together', () => {
    const { desk } = setup({ slip: 0 });
    expect([1, 2, 3, 4].map((i) => desk.ask(`nx${i}.failover A`)[0])).toEqual([
      'NXDOMAIN aa',
      'NXDOMAIN aa',
      'NXDOMAIN aa',
      'nothing',
    ]);
  });

  it('never limits exempt networks and TCP', () => {
    const { statuses } = setup();
    for (const question of [{ address: '198.51.100.7' }, { address: '2001:db8:1::7' }, { tcp: true }]) {
      expect(new Set(statuses('a.failover A', 9, question))).toEqual(new Set(['NOERROR aa']));
    }
  });

  it('never limits a client that proves its address with a cookie', () => {
    const { desk, statuses } = setup({ slip: 0 }, ['000102030405060708090a0b0c0d0e0f']);
    const withCookie = (hex: string) => ({ edns: { options: [{ code: 10, data: Buffer.from(hex, 'hex') }] } });
    const line = desk.ask('a.failover A', withCookie('1122334455667788')).at(-1)!;
    const cookie = / 10=(\w+)/.exec(line)![1]!;
    expect(new Set(statuses('a.failover A', 9, withCookie(cookie)))).toEqual(new Set(['NOERROR aa']));
    expect(statuses('a.failover A', 9, withCookie('1122334455667788')).at(-1)).toBe('nothing');
  });

  it('forgets the oldest when more clients ask than it has room for', () => {
    const limiter = new RateLimiter(OPTIONS, new ArrayBuffer(RATE_LIMIT_BYTES));
    const address = new Uint8Array(4);
    for (let i = 0; i < 300_000; i++) {
      new DataView(address.buffer).setUint32(0, i << 8);
      expect(limiter.check(address, 4, 0, 1) === VERDICT.SEND).toBe(true);
    }
  });

  it('remembers those it limits now while it forgets older ones', () => {
    const limiter = new RateLimiter({ ...OPTIONS, slip: 0 }, new ArrayBuffer(RATE_LIMIT_BYTES));
    const address = new Uint8Array(4);
    const check = (prefix: number, second: number) => {
      new DataView(address.buffer).setUint32(0, prefix << 8);
      return limiter.check(address, 4, 0, second);
    };
    for (let i = 0; i < 300_000; i++) check(i, 1);
    for (let i = 0; i < 200; i++) check(500_000 + (i >> 2), 2);
    for (let i = 0; i < 4000; i++) check(600_000 + i, 2);
    const verdicts = Array.from({ length: 50 }, (_, i) => check(500_000 + i, 2));
    expect(new Set(verdicts)).toEqual(new Set([VERDICT.DROP]));
  });
});

describe('networks', () => {
  it.each(['', '192.0.2.0/33', 'example', '2001:db8::/129', '192.0.2.0/'])('%j is none', (text) => {
    expect(() => new Networks([text])).toThrow('is no network (192.0.2.0/24)');
  });
});
