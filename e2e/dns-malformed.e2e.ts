import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { once } from 'node:events';
import { beforeAll, expect, test } from 'vitest';
import { type Master } from './harness/master.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld({ shared: true });
let master: Master;

beforeAll(async () => {
  master = await world.master({ domains: { 'webmail.failover': domain([{ ip: '192.0.2.10', port: 443 }]) } });
});

/** A query for webmail.failover A, with an OPT record. */
function query(id: number): Buffer {
  const question = '07 7765626d61696c 08 6661696c6f766572 00 0001 0001';
  const opt = '00 0029 04d0 00000000 0000';
  const packet = Buffer.from(`0000 0100 0001 0000 0000 0001 ${question} ${opt}`.replaceAll(' ', ''), 'hex');
  packet.writeUInt16BE(id, 0);
  return packet;
}

/** The same random numbers at every run (mulberry32). */
function randomBytes(seed: number): (length: number) => Buffer {
  let state = seed;
  const byte = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) & 255;
  };
  return (length) => Buffer.from(Array.from({ length }, byte));
}

/** Sends packets over UDP, then a good query, from one socket; returns all replies once the good one is answered. */
async function exchange(packets: readonly Buffer[]): Promise<Buffer[]> {
  const LAST = 0xbeef;
  const socket = createSocket('udp4');
  const replies: Buffer[] = [];
  socket.on('message', (reply) => replies.push(reply));
  socket.connect(master.dnsPort, '127.0.0.1');
  await once(socket, 'connect');
  for (const packet of packets) await new Promise((sent) => socket.send(packet, sent));
  await until(
    () => {
      if (replies.some((reply) => reply.readUInt16BE(0) === LAST)) return true;
      socket.send(query(LAST));
      return false;
    },
    { within: 10 },
  );
  socket.close();
  return replies.filter((reply) => reply.readUInt16BE(0) !== LAST);
}

const stillAnswers = async () => {
  for (const tcp of [false, true]) {
    expect((await master.dig('webmail.failover', 'A', { tcp })).answers).toEqual([`webmail.failover. 2 IN A ${FALLBACK}`]);
  }
  expect(master.program.running).toBe(true);
};

const rcode = (reply: Buffer | undefined) => reply && reply.readUInt8(3) & 15;

test('packets under 12 bytes get nothing', async () => {
  expect(await exchange(Array.from({ length: 12 }, (_, length) => query(1).subarray(0, length)))).toEqual([]);
});

test('responses (QR=1) get nothing', async () => {
  const response = query(1);
  response.writeUInt8(0x81, 2);
  expect(await exchange([response, response])).toEqual([]);
  await stillAnswers();
});

test('a query cut anywhere behind its header is FORMERR', async () => {
  const whole = query(7);
  const cut = Array.from({ length: whole.length - 12 }, (_, index) => whole.subarray(0, 12 + index));
  const replies = await exchange(cut);
  expect(replies).toHaveLength(cut.length);
  expect(replies.map(rcode)).toEqual(cut.map(() => 1));
});

test.each([
  ['no question', (packet: Buffer) => packet.writeUInt16BE(0, 4)],
  ['two questions', (packet: Buffer) => packet.writeUInt16BE(2, 4)],
  ['a compression pointer in the question', (packet: Buffer) => packet.writeUInt16BE(0xc00c, 12)],
  ['a label of 64 bytes', (packet: Buffer) => packet.writeUInt8(64, 12)],
])('%s is FORMERR', async (_name, spoil) => {
  const packet = query(9);
  spoil(packet);
  const replies = await exchange([packet]);
  expect(replies.map(rcode)).toEqual([1]);
});

test('5,000 random and mutated packets over UDP: the worker answers on', async () => {
  const random = randomBytes(20_260_102);
  const noise = Array.from({ length: 2500 }, (_, index) => random(1 + (index % 600)));
  const mutated = Array.from({ length: 2500 }, (_, index) => {
    const packet = query(index & 0x7fff);
    const [at, value] = random(2);
    packet.writeUInt8(value!, at! % packet.length);
    return packet;
  });
  const said = master.program.output;
  await exchange([...noise, ...mutated]);
  await stillAnswers();
  expect(master.program.output, 'no worker died and nothing is logged for a packet').toBe(said);
});

test('garbage, half messages and silence over TCP: others are served on', async () => {
  const random = randomBytes(42);
  const open = [random(300), Buffer.from([0]), Buffer.from([0xff, 0xff, 1, 2]), Buffer.from([0, 0]), Buffer.alloc(0)].map(
    (bytes) => {
      const socket = connect(master.dnsPort, '127.0.0.1').on('error', () => undefined);
      socket.write(bytes);
      return socket;
    },
  );
  await stillAnswers();
  for (const socket of open) socket.destroy();
  await stillAnswers();
});
