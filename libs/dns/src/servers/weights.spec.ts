import { createSocket } from 'node:dgram';
import packet from 'dns-packet';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { misfit, tally } from '../query/chance.fixture.js';
import { compose, domain, zoneOf } from '../query/desk.fixture.js';
import { COUNTER, COUNTER_SLOTS } from '../stats/counters.js';
import { type AnswerSpec, type ListenAddress } from '../types.js';
import { askUdp, serverOf } from './ask.fixture.js';
import { type DnsServer } from './dns-server.js';

vi.setConfig({ testTimeout: 30_000 });

const ADDRESSES = ['192.0.2.1', '192.0.2.2', '192.0.2.3'];

const open: DnsServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(answer: Partial<AnswerSpec>, workers = 1) {
  const { server } = serverOf({ workers });
  open.push(server);
  await server.start([zoneOf({ domains: [domain('web.failover', ADDRESSES, answer)] })]);
  return { server, at: server.addresses()[0]! };
}

/** Asks so many times over UDP, a few questions under way at once; the addresses of every reply. */
function askMany({ address, port }: ListenAddress, times: number): Promise<string[][]> {
  const socket = createSocket('udp4');
  const query = compose('web.failover A');
  const replies: string[][] = [];
  return new Promise<string[][]>((resolve, reject) => {
    let left = times;
    const ask = () => left-- > 0 && socket.send(query, port, address);
    socket.on('error', reject);
    socket.on('message', (reply) => {
      replies.push(packet.decode(reply).answers!.map((record) => (record as { data: string }).data));
      if (replies.length === times) resolve(replies);
      ask();
    });
    for (let i = 0; i < 16; i++) ask();
  }).finally(() => socket.close());
}

describe('weights over UDP', () => {
  it('are what clients get, one address a reply, and follow an update', async () => {
    const { server, at } = await start({ weights: [5, 3, 2] });
    const replies = await askMany(at, 20_000);
    expect(new Set(replies.map(({ length }) => length))).toEqual(new Set([1]));
    expect(misfit(tally(replies.flat(), ADDRESSES), [5, 3, 2], 6)).toBeLessThan(1);
    server.update('web.failover', { addresses: ADDRESSES, ttl: 5, weights: [0, 1, 3], maxAnswers: 2 });
    const pairs = await askMany(at, 5000);
    expect(new Set(pairs.map((pair) => pair.toSorted().join(' ')))).toEqual(new Set(['192.0.2.2 192.0.2.3']));
    const firsts = pairs.map(([first]) => first!);
    expect(misfit(tally(firsts, ADDRESSES.slice(1)), [1, 3], 6)).toBeLessThan(1);
    server.update('web.failover', { addresses: ADDRESSES, ttl: 5 });
    expect((await askMany(at, 10)).map(({ length }) => length)).toEqual(new Array(10).fill(3));
  });

  it('are drawn by each worker in its own way', async () => {
    const { server, at } = await start({ weights: [1, 1, 1] }, 2);
    const counters = new Float64Array((server as unknown as { counters: SharedArrayBuffer }).counters);
    const drawn: string[][] = [[], []];
    // Each question comes from another port, which chooses the worker.
    while (drawn.some(({ length }) => length < 40)) {
      const before = counters[COUNTER.UDP4]!;
      const [, record] = await askUdp(at, 'web.failover A');
      drawn[counters[COUNTER.UDP4] === before ? 1 : 0]!.push(record!);
    }
    expect(counters[COUNTER_SLOTS + COUNTER.UDP4]).toBe(drawn[1]!.length);
    expect(drawn[0]!.slice(0, 40)).not.toEqual(drawn[1]!.slice(0, 40));
  });

  it('that are no weights are refused by an update, and the answer stays', async () => {
    const { server, at } = await start({});
    const update = () => server.update('web.failover', { addresses: ADDRESSES, ttl: 9, weights: [1, 2, 1001] });
    expect(update).toThrow('weights[2]: 1001 is no weight (a whole number, 0–1000)');
    expect((await askUdp(at, 'web.failover A'))[1]).toBe('web.failover. 5 IN A 192.0.2.1');
  });
});
