import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { type Master } from './harness/master.js';
import { startShowcase } from './harness/showcase.js';
import { useWorld } from './harness/world.js';

/** What no tool sends: messages byte by byte. */
const world = useWorld({ shared: true });
let master: Master;

beforeAll(async () => {
  master = await startShowcase(world);
});

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const NAME = '07 7765626d61696c 08 6661696c6f766572 00';
const QUESTION = `${NAME} 0001 0001`;
const OPT = '00 0029 04d0 00000000 0000';
const RECORD = `c00c 0001 0001 00000005 0004 c0000201`;
/** Id 7, RD; the four counts; the rest. */
const message = (counts: string, ...parts: string[]) => bytes(`0007 0100 ${counts} ${parts.join(' ')}`);

const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];
/** `FORMERR 0 0 0 1`: the rcode, and how many questions, answers, authorities and additionals came with it. */
const show = (reply: Buffer) => [RCODES[reply[3]! & 15], ...[4, 6, 8, 10].map((at) => reply.readUInt16BE(at))].join(' ');

const ROWS: [string, Buffer, string][] = [
  ['a question', message('0001 0000 0000 0000', QUESTION), 'NOERROR 1 1 0 0'],
  ['a question with OPT', message('0001 0000 0000 0001', QUESTION, OPT), 'NOERROR 1 1 0 1'],
  ['a record that nobody asked for', message('0001 0001 0000 0001', QUESTION, RECORD, OPT), 'NOERROR 1 1 0 1'],
  ['no question', message('0000 0000 0000 0001', OPT), 'FORMERR 0 0 0 0'],
  ['two questions', message('0002 0000 0000 0000', QUESTION, QUESTION), 'FORMERR 0 0 0 0'],
  ['a question that points to itself', message('0001 0000 0000 0000', 'c00c 0001 0001'), 'FORMERR 0 0 0 0'],
  ['a name that ends in a pointer', message('0001 0000 0000 0000', '07 7765626d61696c c00c 0001 0001'), 'FORMERR 0 0 0 0'],
  ['a label type that never was', message('0001 0000 0000 0000', '47 7765626d61696c 00 0001 0001'), 'FORMERR 0 0 0 0'],
  ['a name of 256 bytes', message('0001 0000 0000 0000', '01 61 '.repeat(128), '00 0001 0001'), 'FORMERR 0 0 0 0'],
  ['no type', message('0001 0000 0000 0000', NAME), 'FORMERR 0 0 0 0'],
  ['two OPTs', message('0001 0000 0000 0002', QUESTION, OPT, OPT), 'FORMERR 1 0 0 1'],
  ['an OPT among the answers', message('0001 0001 0000 0000', QUESTION, OPT), 'FORMERR 1 0 0 0'],
  ['an OPT that has a name', message('0001 0000 0000 0001', QUESTION, `c00c ${OPT.slice(3)}`), 'FORMERR 1 0 0 0'],
  ['an OPT longer than the message', message('0001 0000 0000 0001', QUESTION, '00 0029 04d0 00000000 0004'), 'FORMERR 1 0 0 0'],
  [
    'an option longer than its OPT',
    message('0001 0000 0000 0001', QUESTION, '00 0029 04d0 00000000 0004 0003 0001'),
    'FORMERR 1 0 0 1',
  ],
  ['half a record', message('0001 0000 0000 0001', QUESTION, 'c00c 0001 0001 0000'), 'FORMERR 1 0 0 0'],
  ['a record that is counted and not there', message('0001 0000 0000 0001', QUESTION), 'FORMERR 1 0 0 0'],
  ['something behind the last record', message('0001 0000 0000 0001', QUESTION, OPT, 'ff'), 'FORMERR 1 0 0 1'],
];

test.each(ROWS)('%s', async (_, query, expected) => {
  for (const reply of [await overUdp(query), ...(await overTcp([frame(query)], 1))]) {
    expect(reply.readUInt16BE(0)).toBe(7);
    expect(show(reply)).toBe(expected);
    // The question comes back byte for byte, where it could be read.
    const end = 12 + (reply.readUInt16BE(4) === 0 ? 0 : bytes(QUESTION).length);
    expect(reply.subarray(12, end)).toEqual(query.subarray(12, end));
  }
});

const numbered = (id: number) => {
  const query = message('0001 0000 0000 0000', QUESTION);
  query.writeUInt16BE(id);
  return query;
};
const IDS = Array.from({ length: 300 }, (_, id) => id);
const idsOf = (replies: readonly Buffer[]) => replies.map((reply) => reply.readUInt16BE(0)).sort((a, b) => a - b);

test('TCP: 300 questions in one segment are all answered, though nobody waits between them', async () => {
  const replies = await overTcp([Buffer.concat(IDS.map((id) => frame(numbered(id))))], IDS.length);
  expect(idsOf(replies)).toEqual(IDS);
  expect(new Set(replies.map(show))).toEqual(new Set(['NOERROR 1 1 0 0']));
});

test('TCP: questions that come in pieces of one byte, and pieces that hold the end of one and the start of the next', async () => {
  const stream = Buffer.concat(IDS.slice(0, 12).map((id) => frame(numbered(id))));
  for (const size of [1, 7, 53]) {
    const pieces = Array.from({ length: Math.ceil(stream.length / size) }, (_, i) => stream.subarray(i * size, (i + 1) * size));
    expect(idsOf(await overTcp(pieces, 12))).toEqual(IDS.slice(0, 12));
  }
});

function frame(query: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(query.length);
  return Buffer.concat([length, query]);
}

async function overUdp(query: Buffer): Promise<Buffer> {
  const socket = createSocket('udp4');
  try {
    socket.send(query, master.dnsPort, '127.0.0.1');
    const [reply] = (await once(socket, 'message', { signal: AbortSignal.timeout(10_000) })) as [Buffer];
    return reply;
  } finally {
    socket.close();
  }
}

/** Sends the pieces as segments of their own, then nothing more; the replies until there are `count` or the server hangs up. */
async function overTcp(pieces: readonly Buffer[], count: number): Promise<Buffer[]> {
  const socket = connect({ port: master.dnsPort, host: '127.0.0.1', noDelay: true });
  socket.setTimeout(20_000, () => socket.destroy(new Error('no reply')));
  await once(socket, 'connect');
  for (const piece of pieces) await new Promise((sent) => socket.write(piece, sent));
  const replies: Buffer[] = [];
  let pending = Buffer.alloc(0);
  for await (const chunk of socket) {
    pending = Buffer.concat([pending, chunk as Buffer]);
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const end = 2 + pending.readUInt16BE(0);
      replies.push(pending.subarray(2, end));
      pending = pending.subarray(end);
    }
    if (replies.length >= count) break;
  }
  return replies;
}
