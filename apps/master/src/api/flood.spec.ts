import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Allowances } from './allowance.js';
import { CALLER_RATE, limitFloods } from './flood.js';

describe('an allowance', () => {
  it('may be used up at once, and fills again', () => {
    const allowances = new Allowances({ perSec: 10, burst: 30 });
    expect([1, 2, 3].map(() => allowances.take('a', 10, 0))).toEqual([null, null, null]);
    expect(allowances.take('a', 10, 0)).toBe(1);
    expect(allowances.take('a', 10, 900)).toBeCloseTo(0.1);
    expect(allowances.take('a', 10, 1000)).toBeNull();
    expect([1, 2, 3, 4].map(() => allowances.take('a', 10, 1_000_000))).toEqual([null, null, null, 1]);
  });

  it('is each caller’s own', () => {
    const allowances = new Allowances({ perSec: 10, burst: 30 });
    for (let n = 0; n < 100; n++) allowances.take('a', 10, 0);
    expect([allowances.take('a', 10, 0), allowances.take('b', 10, 0)]).toEqual([1, null]);
  });

  it('lets what costs more than all of it through when it is whole', () => {
    const allowances = new Allowances({ perSec: 10, burst: 30 });
    expect([allowances.take('a', 100, 0), allowances.take('a', 100, 0), allowances.take('a', 100, 3000)]).toEqual([
      null,
      3,
      null,
    ]);
  });

  it('remembers no more callers than it may, and those that flood before those that do not', () => {
    const allowances = new Allowances({ perSec: 10, burst: 30 });
    for (let n = 0; n < 9999; n++) allowances.take(`x${n}`, 1, 0);
    allowances.take('flood', 30, 0);
    allowances.take('one more', 1, 1000);
    expect(allowances.take('flood', 30, 1000)).toBe(2);
    for (let n = 0; n < 20_000; n++) allowances.take(`y${n}`, 30, 1000);
    expect((allowances as unknown as { left: Map<string, unknown> }).left.size).toBe(10_000);
  });
});

describe('a flood', () => {
  async function start() {
    const clock = { at: 0 };
    const server = Fastify({ bodyLimit: 2e6 });
    limitFloods(server, () => clock.at);
    for (const url of ['/api/v1/report', '/api/v1/reports', '/api/v1/status']) server.post(url, () => 'taken');
    onTestFinished(() => server.close());
    const post = async (token: string, kib: number, url = '/api/v1/reports', address = '192.0.2.1', headers: object = {}) => {
      const reply = await server.inject({
        method: 'POST',
        url,
        headers: { 'x-api-key': token, 'content-type': 'application/json', ...headers },
        payload: JSON.stringify('x'.repeat(kib * 1024 - 2)),
        remoteAddress: address,
      });
      return reply.statusCode === 429 ? `429 after ${reply.headers['retry-after']}` : reply.statusCode;
    };
    const posts = async (count: number, ...args: Parameters<typeof post>) => {
      const said = [];
      for (let n = 0; n < count; n++) said.push(await post(...args));
      return said;
    };
    return { clock, post, posts };
  }

  it('of one token is refused, and another token at the same address is served', async () => {
    const { clock, post, posts } = await start();
    await post('b', 1);
    const said = await posts(9, 'a', 512);
    expect(said).toEqual([...Array(7).fill(200), '429 after 1', '429 after 1']);
    expect(await post('a', 1, '/api/v1/report')).toBe(200);
    expect(await post('a', 512, '/api/v1/status')).toBe(200);
    expect(await post('b', 512)).toBe(200);
    expect(await post('a', 512, '/api/v1/reports?x=1', '192.0.2.2')).toBe(200);
    clock.at += 1000;
    expect(await post('a', 512)).toBe(200);
  });

  it('is taken while nobody else is there', async () => {
    const { clock, post, posts } = await start();
    expect(await posts(20, 'a', 512)).toEqual(Array(20).fill(200));
    await post('b', 1, '/api/v1/status', '192.0.2.2');
    expect(await post('a', 512)).toBe('429 after 1');
    expect(await post('a', 512, '/api/v1/reports?x=1')).toBe('429 after 1');
    clock.at += 2001;
    expect(await posts(20, 'a', 512)).toEqual(Array(20).fill(200));
  });

  it('of many tokens at one address is refused', async () => {
    const { post } = await start();
    const said = [];
    for (let n = 0; n < 40; n++) said.push(await post(`made up ${n}`, 512));
    expect(said.filter((status) => status === 200)).toHaveLength(31);
    expect(await post('a', 512, '/api/v1/reports', '192.0.2.2')).toBe(200);
  });

  it('of what is packed counts for what is in it', async () => {
    const { post, posts } = await start();
    await post('b', 1);
    const said = await posts(9, 'a', 64, '/api/v1/reports', '192.0.2.1', { 'content-encoding': 'gzip' });
    expect(said.filter((status) => status === 200)).toHaveLength(7);
  });

  it('is none when an agent of 5,000 checks reports all of them after an outage', async () => {
    const { post, posts } = await start();
    await post('b', 1);
    expect(await posts(5, 'a', 300)).toEqual(Array(5).fill(200));
    expect(CALLER_RATE.perSec).toBeGreaterThan(170);
  });
});
