import packet from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { probeDns } from './dns.js';
import { readMessage } from './dns-wire.js';
import { closedPort, listenTcp } from './listeners.fixture.js';
import { running } from './prober.fixture.js';
import { listenUdp } from './udp.fixture.js';

const probe = running('dns', probeDns);
const hurried = { timeoutMs: 600 };
const RCODES = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };

interface Reply {
  answers?: packet.Answer[];
  rcode?: keyof typeof RCODES;
  change?: (reply: packet.Packet) => packet.Packet;
}

/** The reply of another codec to a query. */
function replyTo(query: Buffer, { answers = [], rcode = 'NOERROR', change = (reply) => reply }: Reply): Buffer {
  const { id, questions } = packet.decode(query);
  const reply = { type: 'response', id, questions, answers, flags: RCODES[rcode] } as packet.Packet;
  return packet.encode(change(reply));
}

const server = (reply: Reply) => listenUdp((query, send) => send(replyTo(query, reply)));
const a = (data: string): packet.Answer => ({ name: 'webmail.failover', type: 'A', ttl: 5, data });

/** What is answered over TCP, in pieces. */
const tcpServer = (reply: Reply, port?: number) =>
  listenTcp(
    (socket) =>
      socket.once('data', (bytes) => {
        const message = replyTo(bytes.subarray(2), reply);
        const whole = Buffer.concat([Buffer.from([message.length >> 8, message.length & 255]), message]);
        socket.write(whole.subarray(0, 1));
        setTimeout(() => socket.write(whole.subarray(1)), 20);
      }),
    undefined,
    port,
  );

describe('the question', () => {
  it.each([
    [{}, { name: 'webmail.failover', type: 'A' }],
    [
      { qname: 'www.example.', qtype: 'AAAA' },
      { name: 'www.example', type: 'AAAA' },
    ],
    [
      { qname: '.', qtype: 'NS' },
      { name: '.', type: 'NS' },
    ],
  ])('of %j is %j', async (params, question) => {
    const seen: packet.DecodedPacket[] = [];
    const port = await listenUdp((query, send) => {
      seen.push(packet.decode(query));
      send(replyTo(query, {}));
    });
    await probe(port, params);
    expect(seen).toMatchObject([{ type: 'query', flag_rd: true, questions: [question], answers: [] }]);
  });
});

describe('the answer', () => {
  it.each<[string, packet.Answer, string[]]>([
    ['A', a('192.0.2.10'), ['192.0.2.10']],
    ['AAAA', { name: 'x', type: 'AAAA', data: '2001:db8::1' }, ['2001:db8::1', '2001:0DB8:0:0::0001']],
    ['CNAME', { name: 'x', type: 'CNAME', data: 'www.Example' }, ['www.example.', 'WWW.example']],
    ['NS', { name: 'x', type: 'NS', data: 'ns.example' }, ['ns.example.']],
    ['PTR', { name: 'x', type: 'PTR', data: 'host.example' }, ['host.example']],
    [
      'MX',
      { name: 'x', type: 'MX', data: { preference: 10, exchange: 'mail.example' } },
      ['10 mail.example.', '10  Mail.example'],
    ],
    [
      'SRV',
      { name: 'x', type: 'SRV', data: { priority: 0, weight: 5, port: 5060, target: 'sip.example' } },
      ['0 5 5060 sip.example.'],
    ],
    ['TXT', { name: 'x', type: 'TXT', data: ['v=Spf1 ', '-all'] }, ['"v=Spf1 " "-all"', 'v=Spf1 -all']],
    [
      'SOA',
      {
        name: 'x',
        type: 'SOA',
        data: { mname: 'ns.example', rname: 'host.example', serial: 2 ** 31, refresh: 2, retry: 3, expire: 4, minimum: 5 },
      },
      ['ns.example. host.example. 2147483648 2 3 4 5'],
    ],
  ])('of type %s is compared as a zone file writes it', async (type, answer, spellings) => {
    const port = await server({ answers: [answer] });
    for (const value of spellings) {
      expect.soft(await probe(port, { qtype: type, expect: [value] }), value).toMatchObject({ result: 'ok' });
    }
    const other = await probe(port, { qtype: type, expect: ['192.0.2.99'] });
    expect(other).toMatchObject({ result: 'fail', reason: 'body', detail: expect.stringContaining('without 192.0.2.99') });
  });

  it('holds all that is expected, in any order and with others', async () => {
    const port = await server({ answers: [a('192.0.2.1'), a('192.0.2.2'), a('192.0.2.3')] });
    expect(await probe(port, { expect: ['192.0.2.3', '192.0.2.1'] })).toMatchObject({ result: 'ok' });
    expect(await probe(port, { expect: ['192.0.2.3', '192.0.2.4'] })).toMatchObject({ detail: 'without 192.0.2.4' });
  });

  it('is read with compressed names and past other types', async () => {
    const alias: packet.Answer = { name: 'webmail.failover', type: 'CNAME', data: 'www.failover' };
    const port = await server({ answers: [alias, { ...a('192.0.2.1'), name: 'www.failover' } as packet.Answer] });
    expect(await probe(port)).toMatchObject({ result: 'ok', details: { rcode: 'NOERROR', values: ['192.0.2.1'] } });
  });

  it.each([
    ['no record of the type', {}, 'body', 'no A record'],
    ['SERVFAIL', { rcode: 'SERVFAIL' }, 'status', 'SERVFAIL'],
    ['NXDOMAIN', { rcode: 'NXDOMAIN' }, 'status', 'NXDOMAIN'],
    ['REFUSED', { rcode: 'REFUSED' }, 'status', 'REFUSED'],
  ] as const)('with %s fails', async (_what, reply, reason, detail) =>
    expect(await probe(await server(reply))).toMatchObject({ result: 'fail', reason, detail }),
  );

  it('may be expected to be a refusal, even without the question', async () => {
    const port = await server({ rcode: 'REFUSED', change: (reply) => ({ ...reply, questions: [] }) });
    expect(await probe(port, { expect_rcode: 'REFUSED' })).toMatchObject({ result: 'ok' });
  });
});

describe('a reply that is not to this question', () => {
  const right: Reply = { answers: [a('192.0.2.1')] };
  const change: [string, NonNullable<Reply['change']>][] = [
    ['another id', (reply) => ({ ...reply, id: (reply.id! + 1) & 0xffff })],
    ['another name', (reply) => ({ ...reply, questions: [{ name: 'other.example', type: 'A' }] })],
    ['another type', (reply) => ({ ...reply, questions: [{ name: 'webmail.failover', type: 'AAAA' }] })],
    ['no question', (reply) => ({ ...reply, questions: [] })],
    ['a query', (reply) => ({ ...reply, type: 'query' })],
  ];

  it.each(change)('(%s) is passed over for the right one', async (_what, change) => {
    const port = await listenUdp((query, send) => {
      send(replyTo(query, { answers: [a('192.0.2.66')], change }));
      send(replyTo(query, right));
    });
    expect(await probe(port)).toMatchObject({ result: 'ok', details: { values: ['192.0.2.1'] } });
  });

  it.each(change)('(%s) alone fails as protocol', async (_what, change) => {
    const shown = { result: 'fail', reason: 'protocol', detail: 'a reply, but not to what was asked' };
    expect(await probe(await server({ ...right, change }), {}, hurried)).toMatchObject(shown);
    expect(await probe(await tcpServer({ ...right, change }), { transport: 'tcp' })).toMatchObject(shown);
  });

  it.each([
    ['empty', (query: Buffer) => query.subarray(0, 0)],
    ['cut off', (query: Buffer) => replyTo(query, right).subarray(0, -2)],
    ['a pointer to itself', (query: Buffer) => Buffer.concat([header(query), Buffer.from([0xc0, 12, 0, 1, 0, 1])])],
    ['a pointer beyond', (query: Buffer) => Buffer.concat([header(query), Buffer.from([0xc0, 200, 0, 1, 0, 1])])],
    ['noise', () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('(%s) fails as protocol', async (_what, answer) => {
    const port = await listenUdp((query, send) => send(answer(query)));
    expect(await probe(port, {}, hurried)).toMatchObject({ result: 'fail', reason: 'protocol' });
  });

  const header = (query: Buffer) => Buffer.concat([query.subarray(0, 2), Buffer.from([0x84, 0, 0, 1, 0, 0, 0, 0, 0, 0])]);
});

it.each([
  ['to itself', [0xc0, 12]],
  ['forwards', [0xc0, 200]],
  ['round in a circle', [1, 97, 0xc0, 12]],
])('a pointer that leads %s is refused', (_where, name) => {
  const header = [0, 1, 0x84, 0, 0, 1, 0, 0, 0, 0, 0, 0];
  expect(() => readMessage(Buffer.from([...header, ...name, 0, 1, 0, 1]))).toThrow('a pointer forwards');
});

it('a name that is longer than a name can be is refused', () => {
  const header = [0, 1, 0x84, 0, 0, 1, 0, 0, 0, 0, 0, 0];
  const labels = Array.from({ length: 128 }, () => [1, 97]).flat();
  expect(() => readMessage(Buffer.from([...header, ...labels, 0, 0, 1, 0, 1]))).toThrow('a name that is too long');
});

describe('over tcp', () => {
  it('is asked when told to', async () => {
    const port = await tcpServer({ answers: [a('192.0.2.1')] });
    expect(await probe(port, { transport: 'tcp', expect: ['192.0.2.1'] })).toMatchObject({ result: 'ok' });
  });

  it('is asked again when the reply is truncated', async () => {
    const udp = await server({ change: (reply) => ({ ...reply, flags: packet.TRUNCATED_RESPONSE }) });
    expect(await probe(udp)).toMatchObject({ result: 'fail', reason: 'refused' });
    await tcpServer({ answers: [a('192.0.2.1')] }, udp);
    expect(await probe(udp)).toMatchObject({ result: 'ok', details: { values: ['192.0.2.1'] } });
  });

  it.each([
    ['closes', (socket: { end(): void }) => void socket.end(), 'protocol', 'connection closed without an answer'],
    ['is silent', () => {}, 'timeout', 'no answer'],
  ])('a server that %s fails', async (_what, onSocket, reason, detail) => {
    const port = await listenTcp(onSocket);
    expect(await probe(port, { transport: 'tcp' }, hurried)).toMatchObject({ result: 'fail', reason, detail });
  });
});

it('fails as timeout in silence, as refused where nothing listens', async () => {
  expect(await probe(await listenUdp(), {}, hurried)).toMatchObject({ result: 'fail', reason: 'timeout' });
  expect(await probe(await closedPort())).toMatchObject({ result: 'fail', reason: 'refused' });
  expect(await probe(await closedPort(), { transport: 'tcp' })).toMatchObject({ result: 'fail', reason: 'refused' });
});
