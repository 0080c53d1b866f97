import packet from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerSpec } from '../types.js';
import { compose, Desk, domain, records, zoneOf } from './desk.fixture.js';
import { randomFrom } from './random.js';

const SEED = 20_240_229;

const desk = new Desk(
  [
    zoneOf({
      records: records(
        'alias.failover 60 CNAME webmail.failover',
        'sub.failover 60 NS ns.sub.failover',
        `big.failover 60 TXT "${'x'.repeat(250)}"`,
      ),
      domains: [domain('webmail.failover', ['192.0.2.10', '2001:db8::1']), domain('*.app.failover', ['192.0.2.40'])],
    }),
    zoneOf({ name: 'child.failover' }),
  ],
  { nsid: 'ns1', cookieSecrets: ['000102030405060708090a0b0c0d0e0f'] },
);

/** Real queries of every kind, to be mutated. */
const REAL = [
  'webmail.failover A',
  'x.app.failover AAAA',
  'alias.failover ANY',
  'deep.sub.failover MX',
  'big.failover TXT',
  'nx.child.failover SOA',
].flatMap((text) => [
  compose(text),
  compose(text, {
    edns: {
      options: [
        { code: 3, data: Buffer.alloc(0) },
        { code: 8, data: Buffer.from('00011800c00002', 'hex') },
      ],
    },
  }),
  compose(text, {
    edns: {
      size: 4096,
      options: [
        { code: 10, data: Buffer.alloc(8, 7) },
        { code: 11, data: Buffer.alloc(0) },
      ],
    },
  }),
]);

/** Checks what holds for whatever comes in. */
function check(query: Uint8Array, tcp = false): void {
  const reply = desk.send(query, { tcp });
  if (desk.faults.length) throw new Error(`a fault on ${Buffer.from(query).toString('hex')}`, { cause: desk.faults[0] });
  if (query.length < 12 || query[2]! & 0x80) return void expect(reply.length).toBe(0);
  const limit = tcp ? 65535 : 1232;
  const isOk =
    reply.length >= 12 &&
    reply.length <= limit &&
    reply[0] === query[0] &&
    reply[1] === query[1] &&
    (reply[2]! & 0x80) !== 0 &&
    (reply[3]! & 0xf0) === 0;
  if (!isOk) throw new Error(`a bad reply to ${Buffer.from(query).toString('hex')}`);
  const hasOpt = reply.subarray(-200).includes(Buffer.from([0, 0, 41, 4, 0xd0]));
  if (!tcp && !hasOpt) expect(reply.length).toBeLessThanOrEqual(512);
}

describe('any bytes in', () => {
  it('are answered within the limit, with their id, without a throw: 60,000 mutated queries', () => {
    const random = randomFrom(SEED);
    for (let i = 0; i < 60_000; i++) {
      const query = Buffer.from(REAL[random(REAL.length)]!);
      for (let left = 1 + random(4); left > 0; left--) {
        const at = random(query.length);
        const kind = random(4);
        query[at] = kind === 0 ? 0xc0 | random(64) : kind === 1 ? query[at]! ^ (1 << random(8)) : random(256);
      }
      check(random(8) === 0 ? query.subarray(0, random(query.length)) : query, random(16) === 0);
    }
    expect(desk.ask('webmail.failover A')[0]).toBe('NOERROR aa');
  });

  it('20,000 random messages behind a plausible header', () => {
    const random = randomFrom(SEED + 1);
    for (let i = 0; i < 20_000; i++) {
      const query = Uint8Array.from({ length: random(80) }, () => random(256));
      if (query.length >= 12) query.set([0, 0, 0, 1, 0, random(2), 0, random(2), 0, random(3)], 2);
      check(query);
    }
  });

  it('every real query cut at every byte, and with every byte a pointer', () => {
    for (const real of REAL) {
      for (let length = 0; length <= real.length; length++) check(real.subarray(0, length));
      for (let at = 12; at < real.length - 1; at++) {
        for (const target of [12, at, at - 1, 0x3fff]) {
          const query = Buffer.from(real);
          query.writeUInt16BE(0xc000 | target, at);
          check(query);
        }
      }
    }
  });

  it('hold for what fast-check thinks of, too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (query, tcp) => check(query, tcp)),
      { seed: SEED, numRuns: 2000 },
    );
  });
});

describe('a well-formed question', () => {
  it('always gets a reply that an independent codec reads to its last byte', () => {
    const random = randomFrom(SEED + 2);
    const labels = ['webmail', 'failover', 'app', 'child', 'sub', 'x', '*', 'alias', 'big', 'WebMail', 'ns'];
    const types = ['A', 'AAAA', 'NS', 'SOA', 'MX', 'TXT', 'CNAME', 'ANY', 'DS', 'TYPE65', 'TYPE999'];
    for (let i = 0; i < 5000; i++) {
      const name = Array.from({ length: random(5) }, () => labels[random(labels.length)]).join('.') || '.';
      const edns = random(2)
        ? { size: 512 + random(4000), options: [{ code: random(20) + 20, data: Buffer.alloc(random(9)) }] }
        : undefined;
      const reply = desk.send(compose(`${name} ${types[random(types.length)]}`, edns ? { edns } : {}));
      packet.decode(reply);
      expect(packet.decode.bytes).toBe(reply.length);
    }
    expect(desk.faults).toEqual([]);
  });
});

describe('compile, ask, parse', () => {
  const v4 = fc.ipV4();
  const v6 = fc.ipV6().map((text) => new URL(`http://[${text}]/`).hostname.slice(1, -1));
  const answer: fc.Arbitrary<AnswerSpec> = fc.record({
    addresses: fc.uniqueArray(fc.oneof(v4, v6), { maxLength: 20 }),
    ttl: fc.integer({ min: 0, max: 0x7fffffff }),
  });

  it('gives back the addresses and the TTL of the decision', () => {
    fc.assert(
      fc.property(answer, (decision) => {
        const one = new Desk([zoneOf({ domains: [{ name: 'd.failover', candidates: decision.addresses, answer: decision }] })]);
        const got = ['A', 'AAAA'].flatMap((type) => {
          const reply = one.send(compose(`d.failover ${type}`), { tcp: true });
          return (packet.decode(reply).answers ?? []).map((record) => {
            const { ttl, data } = record as { ttl: number; data: string };
            expect(ttl).toBe(decision.ttl);
            return data.includes(':') ? new URL(`http://[${data}]/`).hostname.slice(1, -1) : data;
          });
        });
        expect(got.toSorted()).toEqual(decision.addresses.toSorted());
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
