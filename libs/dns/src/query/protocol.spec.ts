import { describe, expect, it } from 'vitest';
import { compose, Desk, domain, records, zoneOf } from './desk.fixture.js';

const QUESTION = Buffer.from('077765626d61696c086661696c6f7665720000010001', 'hex');
const OPT = '0000290200000000000000';

/** A message: 4 hex digits of flags, the four counts, then the question of `webmail.failover A` and more. */
function message(flags: string, counts: number[], ...parts: (string | Buffer)[]): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0x1234, 0);
  head.write(flags, 2, 'hex');
  counts.forEach((count, i) => head.writeUInt16BE(count, 4 + i * 2));
  return Buffer.concat([head, ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part))]);
}

function setup() {
  return new Desk([zoneOf({ domains: [domain('webmail.failover', ['192.0.2.10'])] })]);
}

/** What is wrong, the message, its answer as `id flags counts`, and how much of the question comes back. */
const HEADERS: [string, Buffer, string | undefined][] = [
  ['shorter than a header', Buffer.alloc(11), undefined],
  ['nothing', Buffer.alloc(0), undefined],
  ['a reply', message('8000', [1, 0, 0, 0], QUESTION), undefined],
  ['a NOTIFY', message('2000', [1, 0, 0, 0], QUESTION), '1234a0040001000000000000'],
  ['a NOTIFY that cannot be read', message('2000', [2, 0, 0, 0], QUESTION), '1234a0040000000000000000'],
  ['an UPDATE with RD, AD and CD', message('2930', [1, 0, 0, 0], QUESTION), '1234a9040001000000000000'],
  ['no question', message('0000', [0, 0, 0, 0]), '123480010000000000000000'],
  ['two questions', message('0000', [2, 0, 0, 0], QUESTION, QUESTION), '123480010000000000000000'],
  ['a question cut short', message('0000', [1, 0, 0, 0], QUESTION.subarray(0, 20)), '123480010000000000000000'],
  ['a compression pointer in the question', message('0000', [1, 0, 0, 0], 'c00c00010001'), '123480010000000000000000'],
  ['a reserved label type', message('0000', [1, 0, 0, 0], '4161000000010001'), '123480010000000000000000'],
  [
    'a name of 256 bytes',
    message('0000', [1, 0, 0, 0], `${'3f'.padEnd(128, '61').repeat(4)}0000010001`),
    '123480010000000000000000',
  ],
  ['bytes behind the last counted record', message('0000', [1, 0, 0, 0], QUESTION, 'ff'), '123480010001000000000000'],
  ['a counted record that is not there', message('0000', [1, 0, 0, 1], QUESTION), '123480010001000000000000'],
  [
    'rdata longer than the message',
    message('0000', [1, 0, 0, 1], QUESTION, '0000290200000000000004'),
    '123480010001000000000000',
  ],
  ['two OPTs', message('0000', [1, 0, 0, 2], QUESTION, OPT, OPT), '123480010001000000000001'],
  ['an OPT in the answer section', message('0000', [1, 1, 0, 0], QUESTION, OPT), '123480010001000000000000'],
  ['an OPT whose owner is not the root', message('0000', [1, 0, 0, 1], QUESTION, `0161${OPT}`), '123480010001000000000000'],
  [
    'an option longer than the OPT',
    message('0000', [1, 0, 0, 1], QUESTION, '000029020000000000000400030001'),
    '123480010001000000000001',
  ],
  ['EDNS version 1', message('0000', [1, 0, 0, 1], QUESTION, '0000290200000100000000'), '123480000001000000000001'],
  ['AA, TC, AD, CD and Z set', message('0670', [1, 0, 0, 0], QUESTION), '123484000001000100000000'],
  ['RD, AD, CD and Z set', message('0170', [1, 0, 0, 0], QUESTION), '123485000001000100000000'],
  [
    'a record that is no OPT beside the question',
    message('0000', [1, 0, 0, 1], QUESTION, 'c00c000100010000000000047f000001'),
    '123484000001000100000000',
  ],
];

describe('a message with', () => {
  it.each(HEADERS)('%s', (_, query, header) => {
    const reply = setup().send(query);
    if (header === undefined) return expect(reply).toHaveLength(0);
    expect(reply.subarray(0, 12).toString('hex')).toBe(header);
    if (reply.readUInt16BE(4)) expect(reply.subarray(12, 34)).toEqual(QUESTION);
  });
});

describe('EDNS', () => {
  it('is answered only when it was asked with', () => {
    expect(setup().ask('webmail.failover A')).toHaveLength(2);
    expect(setup().ask('webmail.failover A', { edns: {} }).at(-1)).toBe('opt: 1232');
  });

  it('copies DO and ignores other flags', () => {
    expect(
      setup()
        .ask('webmail.failover A', { edns: { flags: 0xffff } })
        .at(-1),
    ).toBe('opt: 1232 do');
  });

  it('ignores unknown options', () => {
    const options = [{ code: 65001, data: Buffer.from('hello') }];
    expect(setup().ask('webmail.failover A', { edns: { options } })).toEqual([
      'NOERROR aa',
      'webmail.failover. 5 IN A 192.0.2.10',
      'opt: 1232',
    ]);
  });

  it('answers a later version with BADVERS', () => {
    expect(setup().ask('webmail.failover A', { edns: { version: 1 } })).toEqual(['BADVERS', 'opt: 1232']);
  });

  it('says NSID when asked and configured', () => {
    const options = [{ code: 3, data: Buffer.alloc(0) }];
    expect(setup().ask('webmail.failover A', { edns: { options } }).at(-1)).toBe('opt: 1232');
    const named = new Desk([zoneOf()], { nsid: 'ns1' });
    expect(named.ask('failover A', { edns: { options } }).at(-1)).toBe('opt: 1232 3=6e7331');
  });

  it('says how long a TCP connection may idle, over TCP only', () => {
    const options = [{ code: 11, data: Buffer.alloc(0) }];
    expect(setup().ask('webmail.failover A', { tcp: true, edns: { options } }).at(-1)).toBe('opt: 1232 11=0064');
    expect(setup().ask('webmail.failover A', { edns: { options } }).at(-1)).toBe('opt: 1232');
  });

  it('echoes nothing of a query whose options are malformed', () => {
    const options = [
      { code: 8, data: Buffer.from('00011800c00002', 'hex') },
      { code: 10, data: Buffer.alloc(1) },
    ];
    expect(setup().ask('webmail.failover A', { edns: { options } })).toEqual(['FORMERR', 'opt: 1232']);
  });

  it('adds the EDE of a domain to every answer for it', () => {
    const ede = { code: 3, text: '0 of 2 targets up; fallback' };
    const desk = new Desk([zoneOf({ domains: [domain('web.failover', ['192.0.2.1'], { ede })] })]);
    expect(desk.ask('web.failover A', { edns: {} }).at(-1)).toBe('opt: 1232 EDE=30 of 2 targets up; fallback');
    expect(desk.ask('web.failover AAAA', { edns: {} }).at(-1)).toBe('opt: 1232 EDE=30 of 2 targets up; fallback');
    expect(desk.ask('nowhere.failover A', { edns: {} }).at(-1)).toBe('opt: 1232');
  });

  it('adds an EDE to a refusal', () => {
    expect(setup().ask('www.example A', { edns: {} })).toEqual(['REFUSED', 'opt: 1232 EDE=20']);
  });
});

describe('client subnet (RFC 7871)', () => {
  const ecs = (hex: string) => ({ edns: { options: [{ code: 8, data: Buffer.from(hex, 'hex') }] } });

  it.each([
    ['192.0.2.0/24', '00011800c00002'],
    ['192.0.2.128/25', '00011900c0000280'],
    ['2001:db8::/32', '0002200020010db8'],
    ['0.0.0.0/0', '00010000'],
  ])('%s is echoed with scope 0', (_, hex) => {
    expect(setup().ask('webmail.failover A', ecs(hex)).at(-1)).toBe(`opt: 1232 8=${hex}`);
  });

  it.each([
    ['too short', '000118'],
    ['an address too short', '00011800c000'],
    ['an address too long', '00011800c0000200'],
    ['a bit behind the prefix', '00011700c00003'],
    ['a scope', '00011818c00002'],
    ['a prefix of 33', '00012100c000020000'],
    ['an unknown family', '00031800c00002'],
  ])('%s is FORMERR', (_, hex) => {
    expect(setup().ask('webmail.failover A', ecs(hex))).toEqual(['FORMERR', 'opt: 1232']);
  });
});

describe('size', () => {
  const text = `"${'x'.repeat(250)}"`;
  const big = () =>
    new Desk([
      zoneOf({
        records: records(
          `four.failover 60 TXT ${text} ${text} ${text} ${text}`,
          `two.failover 60 TXT ${text} ${text}`,
          `one.failover 60 TXT ${text}`,
        ),
      }),
    ]);

  it.each([
    ['without EDNS 512 bytes', 'two.failover TXT', undefined, true],
    ['a size below 512 counts as 512', 'one.failover TXT', 100, false],
    ['and no more', 'two.failover TXT', 100, true],
    ['what the client takes', 'two.failover TXT', 600, false],
    ['a byte more than the client takes', 'two.failover TXT', 553, true],
    ['our own maximum', 'four.failover TXT', 4096, false],
  ] as const)('%s', (_, question, size, tc) => {
    const desk = big();
    const asked = size === undefined ? {} : { edns: { size } };
    const query = compose(question, asked);
    const reply = desk.send(query);
    expect(reply.length).toBeLessThanOrEqual(Math.max(512, size ?? 0));
    expect(desk.ask(question, asked)[0]).toBe(tc ? 'NOERROR aa tc' : 'NOERROR aa');
    if (tc) expect(reply.readUInt16BE(6)).toBe(0);
    expect(desk.stats.truncated).toBe(tc ? 2 : 0);
  });

  it('never exceeds max_udp_size; TCP gives all', () => {
    const desk = new Desk([
      zoneOf({ records: records(...Array.from({ length: 9 }, (_, i) => `t.failover 60 TXT ${i}${text}`)) }),
    ]);
    expect(desk.ask('t.failover TXT', { edns: { size: 65535 } })).toEqual(['NOERROR aa tc', 'opt: 1232']);
    expect(desk.ask('t.failover TXT', { tcp: true })).toHaveLength(10);
  });

  it('drops the EDE text rather than the answer', () => {
    const addresses = Array.from({ length: 28 }, (_, i) => `192.0.2.${i}`);
    const ede = { code: 3, text: 'x'.repeat(80) };
    const desk = new Desk([zoneOf({ domains: [domain('web.failover', addresses, { ede })] })]);
    const lines = desk.ask('web.failover A', { edns: { size: 512 } });
    expect(lines).toHaveLength(30);
    expect(lines.at(-1)).toBe('opt: 1232');
  });
});

describe('amplification: reply bytes per question byte', () => {
  const ede = { code: 3, text: '0 of 2 targets up; fallback' };
  const desk = new Desk([zoneOf({ domains: [domain('webmail.failover', ['192.0.2.10'], { ede })] })]);
  it.each([
    ['ANY', 'webmail.failover ANY', 12],
    ['NXDOMAIN', 'nx.failover A', 4],
    ['NODATA', 'webmail.failover AAAA', 4],
    ['NODATA of the apex', 'failover A', 4],
    ['REFUSED', 'www.example A', 1.5],
    ['REFUSED for a short name', 'a A', 1.5],
  ])('%s', (_, question, limit) => {
    for (const asked of [{}, { edns: {} }]) {
      const query = compose(question, asked);
      expect(desk.send(query).length / query.length).toBeLessThanOrEqual(limit);
    }
  });
});

describe('a fault while answering', () => {
  it('is SERVFAIL for that question, counted, and the next question is answered', () => {
    const desk = setup();
    const throwing = new Proxy(message('0000', [1, 0, 0, 0], QUESTION), {
      get: (bytes, key) => {
        if (key === '15') throw new Error('unreadable');
        return Reflect.get(bytes, key, bytes);
      },
    });
    expect(desk.send(throwing).subarray(2, 4).toString('hex')).toBe('8002');
    expect(desk.faults).toHaveLength(1);
    expect(desk.stats).toMatchObject({ faults: 1, rcodes: { SERVFAIL: 1 } });
    expect(desk.ask('webmail.failover A')[0]).toBe('NOERROR aa');
  });
});

describe('counters', () => {
  it('tell transports, types, rcodes and what got no answer apart', () => {
    const desk = setup();
    desk.ask('webmail.failover A');
    desk.ask('webmail.failover AAAA', { tcp: true, address: '2001:db8::9' });
    desk.ask('webmail.failover TYPE999');
    desk.ask('nowhere.failover A');
    desk.ask('example A');
    desk.send(Buffer.alloc(3));
    desk.send(message('0000', [0, 0, 0, 0]));
    expect(desk.stats).toMatchObject({
      queries: { udp4: 5, udp6: 0, tcp4: 0, tcp6: 1 },
      types: { A: 3, AAAA: 1, other: 1 },
      rcodes: { NOERROR: 3, NXDOMAIN: 1, REFUSED: 1, FORMERR: 1 },
      malformed: 1,
      dropped: 1,
    });
  });
});
