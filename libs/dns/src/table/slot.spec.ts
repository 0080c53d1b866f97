import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { compose, Desk, domain, zoneOf } from '../query/desk.fixture.js';
import { typeScriptEntry } from '../servers/entry.js';
import { type AnswerSpec } from '../types.js';
import { hashName } from './hash.js';
import { type HammerInput } from './hammer.fixture.js';
import { NODE } from './layout.js';
import { writeAnswer } from './slot.js';
import { parseName } from '../wire/name.js';

const CANDIDATES = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '2001:db8::1'];

function setup() {
  const desk = new Desk([
    zoneOf({ domains: [domain('web.failover', ['192.0.2.1'], {}, CANDIDATES), domain('other.failover', ['192.0.2.9'])] }),
  ]);
  const name = parseName('web.failover');
  const node = desk.table.find(name, 0, name.length, hashName(name, 0, name.length));
  const slot = desk.table.words[node + NODE.SLOT]!;
  return { desk, slot, write: (answer: AnswerSpec) => writeAnswer(desk.table, slot, answer) };
}

describe('writeAnswer', () => {
  it('changes the next answer, and only of that name', () => {
    const { desk, write } = setup();
    write({ addresses: ['192.0.2.2', '2001:db8::1'], ttl: 9 });
    expect(desk.ask('web.failover A')).toEqual(['NOERROR aa', 'web.failover. 9 IN A 192.0.2.2']);
    expect(desk.ask('web.failover AAAA')).toEqual(['NOERROR aa', 'web.failover. 9 IN AAAA 2001:db8::1']);
    expect(desk.ask('other.failover A')).toEqual(['NOERROR aa', 'other.failover. 5 IN A 192.0.2.9']);
  });

  it('takes an answer away and gives it back', () => {
    const { desk, write } = setup();
    const firstLines = [
      { addresses: [], ttl: 5 },
      { addresses: [], ttl: 5, servfail: true },
      { addresses: CANDIDATES, ttl: 5 },
    ].map((answer) => {
      write(answer);
      return desk.ask('web.failover A')[0];
    });
    expect(firstLines).toEqual(['NOERROR aa', 'SERVFAIL', 'NOERROR aa']);
    expect(desk.ask('web.failover A')).toHaveLength(4);
  });

  it.each([
    ['192.0.2.4 is one address more than the domain', ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4']],
    ['2001:db8::2 is one address more', ['2001:db8::1', '2001:db8::2']],
    ['192.0.2.256 is not an IPv4 or IPv6 address', ['192.0.2.2', '192.0.2.256']],
  ])('refuses what has no room or is malformed, and the old answer stays: %s', (message, addresses) => {
    const { desk, write } = setup();
    expect(() => write({ addresses, ttl: 1 })).toThrow(message);
    expect(desk.ask('web.failover A')).toEqual(['NOERROR aa', 'web.failover. 5 IN A 192.0.2.1']);
  });

  it('never shows a half-written answer to a reader in another thread', async () => {
    const { desk, slot } = setup();
    // Each answer can be told by its TTL, and every byte of it differs from the others'.
    const answers: AnswerSpec[] = [
      { addresses: ['192.0.2.1'], ttl: 0x01010101, ede: { code: 1, text: 'one' } },
      { addresses: ['192.0.2.2', '192.0.2.3'], ttl: 0x02020202, ede: { code: 2, text: 'second'.repeat(10) } },
      { addresses: ['192.0.2.3', '192.0.2.1', '192.0.2.2'], ttl: 0x03030303 },
      { addresses: [], ttl: 0x04040404, ede: { code: 4, text: 'none' } },
    ];
    const legal = new Set<string>();
    const query = compose('web.failover A', { edns: {} });
    for (const answer of answers) {
      writeAnswer(desk.table, slot, answer);
      // Every turn of the order.
      for (let i = 0; i < 6; i++) legal.add(desk.send(query).toString('latin1'));
    }
    const stop = new SharedArrayBuffer(4);
    const input: HammerInput = { memory: desk.table.memory, slot, answers, stop };
    const writer = new Worker(typeScriptEntry(new URL('./hammer.fixture.ts', import.meta.url)), {
      workerData: input,
      execArgv: [],
    });
    const updates = new Promise<number>((resolve, reject) => {
      writer.once('message', resolve);
      writer.once('error', reject);
    });
    await new Promise((resolve) => writer.once('online', resolve));
    const seen = new Set<string>();
    const end = performance.now() + 1500;
    let reads = 0;
    while (performance.now() < end) {
      for (let i = 0; i < 1000; i++, reads++) seen.add(desk.send(query).toString('latin1'));
    }
    Atomics.store(new Int32Array(stop), 0, 1);
    expect(await updates).toBeGreaterThan(1000);
    expect(reads).toBeGreaterThan(1000);
    expect([...seen].filter((reply) => !legal.has(reply))).toEqual([]);
    expect(seen.size).toBeGreaterThan(answers.length);
  });
});
