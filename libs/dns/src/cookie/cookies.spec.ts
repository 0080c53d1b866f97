import { describe, expect, it } from 'vitest';
import { parseAddress } from '../wire/address.js';
import { Desk, zoneOf } from '../query/desk.fixture.js';
import { Cookies } from './cookies.js';
import { sipHash } from './siphash.js';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('SipHash-2-4', () => {
  /** The first and some later vectors of the authors' reference: key 00…0f, message 00, 01, … of that length. */
  it.each([
    [0, '310e0edd47db6f72'],
    [1, 'fd67dc93c539f874'],
    [8, '6224939a79f5f593'],
    [15, 'e545be4961ca29a1'],
    [63, '724506eb4c328a95'],
  ])('of %i bytes', (length, expected) => {
    const key = Uint8Array.from({ length: 16 }, (_, i) => i);
    const out = new Uint8Array(8);
    sipHash(
      key,
      Uint8Array.from({ length }, (_, i) => i),
      length,
      out,
      0,
    );
    expect(Buffer.from(out).toString('hex')).toBe(expected);
  });
});

/** RFC 9018 appendix A: secrets, client address, time, cookie sent, server cookie due, whether the sent one was good. */
const VECTORS: [string, string[], string, number, string, string, boolean][] = [
  [
    'A.1 a new cookie',
    ['e5e973e5a6b2a43f48e7dc849e37bfcf'],
    '198.51.100.100',
    1559731985,
    '2464c4abcf10c957',
    '010000005cf79f111f8130c3eee29480',
    false,
  ],
  [
    'A.2 the same client later',
    ['e5e973e5a6b2a43f48e7dc849e37bfcf'],
    '198.51.100.100',
    1559734385,
    '2464c4abcf10c957010000005cf79f111f8130c3eee29480',
    '010000005cf7a871d4a564a1442aca77',
    true,
  ],
  [
    'A.3 reserved bytes of another server',
    ['e5e973e5a6b2a43f48e7dc849e37bfcf'],
    '203.0.113.203',
    1559727985,
    'fc93fc62807ddb8601abcdef5cf78f71a314227b6679ebf5',
    '010000005cf78f71a314227b6679ebf5',
    true,
  ],
  [
    'A.4 a rolled secret',
    ['445536bcd2513298075a5d379663c962', 'dd3bdf9344b678b185a6f5cb60fca715'],
    '2001:db8:220:1:59de:d0f4:8769:82b8',
    1559741961,
    '22681ab97d52c298010000005cf7c57926556bd0934c72f8',
    '010000005cf7c609a6bb79d16625507a',
    true,
  ],
];

describe('server cookies', () => {
  it.each(VECTORS)('%s', (name, secrets, client, now, sent, due, good) => {
    const cookies = new Cookies(secrets.map(bytes));
    const address = parseAddress(client)!;
    expect(cookies.exchange(bytes(sent), 0, sent.length / 2, address, address.length, now)).toBe(good);
    // A.3 is young enough to be sent back as it came, reserved bytes and all.
    const expected = name.startsWith('A.3') ? sent.slice(16) : due;
    expect(Buffer.from(cookies.server).toString('hex')).toBe(expected);
  });

  const secrets = ['000102030405060708090a0b0c0d0e0f'];
  const ask = (desk: Desk, cookie: string, more: object = {}) =>
    desk.ask('failover NS', { ...more, edns: { options: [{ code: 10, data: Buffer.from(cookie, 'hex') }] } }).at(-1)!;
  const cookieIn = (line: string) => / 10=([0-9a-f]+)/.exec(line)?.[1];

  it('are sent to a client that sends a cookie, and come back unchanged while young', () => {
    const desk = new Desk([zoneOf()], { cookieSecrets: secrets });
    const first = cookieIn(ask(desk, '1122334455667788'))!;
    expect(first).toMatch(/^112233445566778801000000/);
    expect(first).toHaveLength(48);
    expect(cookieIn(ask(desk, first, { now: 1_700_000_000 + 1799 }))).toBe(first);
    expect(cookieIn(ask(desk, first, { now: 1_700_000_000 + 1800 }))).not.toBe(first);
  });

  it('are ignored without a secret', () => {
    expect(ask(new Desk([zoneOf()]), '1122334455667788')).toBe('opt: 1232');
  });

  it.each(['11', '112233445566778899', `11${'22'.repeat(40)}`])('of a wrong length are FORMERR', (cookie) => {
    const desk = new Desk([zoneOf()], { cookieSecrets: secrets });
    expect(desk.ask('failover NS', { edns: { options: [{ code: 10, data: Buffer.from(cookie, 'hex') }] } })[0]).toBe('FORMERR');
  });

  it.each([
    ['another client’s', '192.0.2.98', 0, false],
    ['an hour old', '192.0.2.99', 3600, true],
    ['older than an hour', '192.0.2.99', 3601, false],
    ['five minutes ahead', '192.0.2.99', -300, true],
    ['further ahead', '192.0.2.99', -301, false],
  ])('%s', (_, address, age, good) => {
    const cookies = new Cookies(secrets.map(bytes));
    const made = parseAddress('192.0.2.99')!;
    cookies.exchange(bytes('1122334455667788'), 0, 8, made, 4, 1000_000);
    const sent = bytes(`1122334455667788${Buffer.from(cookies.server).toString('hex')}`);
    expect(cookies.exchange(sent, 0, 24, parseAddress(address)!, 4, 1000_000 + age)).toBe(good);
  });
});
