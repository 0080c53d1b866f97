import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { randomInt } from 'node:crypto';
import { Packet } from 'dns2';
import { Failure } from '../failure.js';
import { type Answer, answerOf } from './answer.js';

export interface Server {
  host: string;
  port: number;
}

type Transport = 'udp' | 'tcp';
export interface Asked extends Answer {
  transport: Transport;
  ms: number;
}

const UDP_SIZE = 1232;
const TRIES = 3;

/** Asks over UDP, and over TCP when the answer is too big for that. */
export async function ask(server: Server, name: string, type: 'A' | 'AAAA', timeoutSec: number): Promise<Asked> {
  const { address, family } = await lookup(server.host).catch(() => {
    throw new Failure(`the DNS server ${server.host} cannot be resolved`, HINTS);
  });
  const place = { host: address, port: server.port, family };
  const query = queryOf(name, type);
  const start = performance.now();
  const done = (bytes: Buffer, transport: Transport): Asked => ({
    ...answerOf(bytes),
    transport,
    ms: Math.round((performance.now() - start) * 10) / 10,
  });
  try {
    const first = done(await overUdp(place, query, (timeoutSec * 1000) / TRIES), 'udp');
    return first.truncated ? done(await overTcp(place, query, timeoutSec * 1000), 'tcp') : first;
  } catch (error) {
    const where = `${server.host} port ${server.port}`;
    throw new Failure(`no DNS answer from ${where}: ${why(error)}`, HINTS);
  }
}

const HINTS = [
  'name the DNS server with --dns HOST:PORT, FAILOVER_DNS, or "dns:" in the settings; the master’s is dns.listen_port',
];

/** No recursion is asked for: a forwarder in between would not be the master. */
function queryOf(name: string, type: 'A' | 'AAAA'): Buffer {
  const query = new Packet();
  query.header.id = randomInt(65_536);
  query.questions.push({ name: name.replace(/\.$/, ''), class: Packet.CLASS.IN, type: Packet.TYPE[type] } as never);
  query.additionals.push(Packet.Resource.EDNS([], { udpPayloadSize: UDP_SIZE }) as never);
  return query.toBuffer();
}

type Place = Server & { family: number };
const isReply = (reply: Buffer, query: Buffer): boolean =>
  reply.length >= 12 && reply.readUInt16BE(0) === query.readUInt16BE(0) && (reply[2]! & 0x80) !== 0;

function overUdp({ host, port, family }: Place, query: Buffer, pauseMs: number): Promise<Buffer> {
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  let tries = 0;
  const send = () => {
    if (tries++ === TRIES) reject(new Error('timeout'));
    else socket.send(query);
  };
  const timer = setInterval(send, pauseMs);
  socket.on('error', reject).on('message', (reply: Buffer) => isReply(reply, query) && resolve(reply));
  // Connected, so that only that server is heard, and a closed port is told at once.
  socket.connect(port, host, send);
  return promise.finally(() => {
    clearInterval(timer);
    socket.close();
  });
}

function overTcp({ host, port }: Place, query: Buffer, timeoutMs: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const length = Buffer.alloc(2);
  length.writeUInt16BE(query.length);
  let got = Buffer.alloc(0);
  const socket = connect({ host, port }, () => socket.write(Buffer.concat([length, query])));
  socket.setTimeout(timeoutMs, () => reject(new Error('timeout')));
  socket.on('error', reject).on('end', () => reject(new Error('the TCP connection was closed')));
  socket.on('data', (bytes: Buffer) => {
    got = Buffer.concat([got, bytes]);
    if (got.length >= 2 && got.length >= 2 + got.readUInt16BE(0)) resolve(got.subarray(2, 2 + got.readUInt16BE(0)));
  });
  return promise.finally(() => socket.destroy());
}

function why(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ECONNREFUSED' ? 'connection refused (nothing listens there)' : (code ?? message);
}
