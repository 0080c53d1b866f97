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

  it.each<[string, string[], number[]?]>([
    ['192.0.2.4 is one address more than the domain', ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4']],
    ['2001:db8::2 is one address more', ['2001:db8::1', '2001:db8::2']],
    ['192.0.2.256 is not an IPv4 or IPv6 address', ['192.0.2.2', '192.0.2.256']],
    ['192.0.2.256 is not an IPv4 or IPv6 address', ['192.0.2.2', '192.0.2.256'], [1, 0]],
    ['192.0.2.4 is one address more', ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'], [0, 0, 1, 0]],
    ['weights: 1 weights for 2 addresses', ['192.0.2.2', '192.0.2.3'], [1]],
    ['weights: 3 weights for 2 addresses', ['192.0.2.2', '192.0.2.3'], [1, 1, 1]],
    ['weights[1]: -1 is no weight (a whole number, 0–1000)', ['192.0.2.2', '192.0.2.3'], [1, -1]],
    ['weights[0]: 0.5 is no weight (a whole number, 0–1000)', ['192.0.2.2', '192.0.2.3'], [0.5, 1]],
    ['weights[1]: 1001 is no weight (a whole number, 0–1000)', ['192.0.2.2', '192.0.2.3'], [1000, 1001]],
  ])('refuses what has no room or is malformed, and the old answer stays: %s', (message, addresses, weights) => {
    const { desk, write } = setup();
    expect(() => write({ addresses, ttl: 1, ...(weights ? { weights } : {}) })).toThrow(message);
    expect(desk.ask('web.failover A')).toEqual(['NOERROR aa', 'web.failover. 5 IN A 192.0.2.1']);
  });

  it('goes from turns to a draw and back', () => {
    const { desk, write } = setup();
    const addresses = CANDIDATES.slice(0, 3);
    const firsts = () => new Set(Array.from({ length: 50 }, () => desk.ask('web.failover A').slice(1).join())).size;
    const kinds = [{}, { weights: [0, 7, 0] }, {}, { weights: [1, 1, 1], maxAnswers: 2 }, { maxAnswers: 1 }].map((kind) => {
      write({ addresses, ttl: 5, ...kind });
      return firsts();
    });
    // Orders of all three; one alone; orders again; pairs in order; one in turn.
    expect(kinds).toEqual([3, 1, 3, 6, 3]);
  });

  // Each answer can be told by its TTL, and every byte of it differs from the others'.
  const answers: AnswerSpec[] = [
    { addresses: ['192.0.2.1'], ttl: 0x01010101, ede: { code: 1, text: 'one' } },
    { addresses: ['192.0.2.2', '192.0.2.3'], ttl: 0x02020202, ede: { code: 2, text: 'second'.repeat(10) } },
    { addresses: ['192.0.2.3', '192.0.2.1', '192.0.2.2'], ttl: 0x03030303 },
    { addresses: [], ttl: 0x04040404, ede: { code: 4, text: 'none' } },
  ];
  // One address of three may be drawn, then another one, then any two, then all in turn.
  const drawn: AnswerSpec[] = [
    { addresses: CANDIDATES, ttl: 0x01010101, weights: [1000, 0, 0, 1] },
    { addresses: CANDIDATES, ttl: 0x02020202, weights: [0, 1, 0, 1], maxAnswers: 3 },
    { addresses: CANDIDATES.slice(0, 3), ttl: 0x03030303, weights: [5, 3, 2], maxAnswers: 2 },
    { addresses: CANDIDATES, ttl: 0x04040404 },
    { addresses: CANDIDATES.slice(0, 2), ttl: 0x05050505, weights: [900, 1000] },
  ];
  it.each([
    ['half-written answer', answers],
    ['draw from weights half-written or of another answer', drawn],
  ])('never shows a %s to a reader in another thread', async (_, answers) => {
    const { desk, slot } = setup();
    const query = compose('web.failover A', { edns: {} });
    const legal = new Set<string>();
    for (const answer of answers) {
      writeAnswer(desk.table, slot, answer);
      // Every turn of the order, every draw.
      for (let i = 0; i < 300; i++) legal.add(desk.send(query).toString('latin1'));
    }
    const { reads, updates, seen } = await readWhileWritten(desk, query, slot, answers);
    expect(updates).toBeGreaterThan(1000);
    expect(reads).toBeGreaterThan(1000);
    expect([...seen].filter((reply) => !legal.has(reply))).toEqual([]);
    expect(seen.size).toBeGreaterThan(answers.length);
    expect(desk.faults).toEqual([]);
  });
});

/** Asks for a second and a half while another thread writes the answers as fast as it can; longer while that one has no turn. */
async function readWhileWritten(desk: Desk, query: Uint8Array, slot: number, answers: AnswerSpec[]) {
  const shared = new SharedArrayBuffer(8);
  const hammer = new Int32Array(shared);
  const input: HammerInput = { memory: desk.table.memory, slot, answers, shared };
  const entry = typeScriptEntry(new URL('./hammer.fixture.ts', import.meta.url));
  const writer = new Worker(entry, { workerData: input, execArgv: [] });
  const written = new Promise<number>((resolve, reject) => {
    writer.once('message', resolve);
    writer.once('error', reject);
  });
  await new Promise((resolve) => writer.once('online', resolve));
  const seen = new Set<string>();
  const enough = performance.now() + 1500;
  const atMost = enough + 10_000;
  let reads = 0;
  while (performance.now() < enough || (Atomics.load(hammer, 1) < 2000 && performance.now() < atMost)) {
    for (let i = 0; i < 1000; i++, reads++) seen.add(desk.send(query).toString('latin1'));
  }
  Atomics.store(hammer, 0, 1);
  return { reads, updates: await written, seen };
}
