import { createSocket, type Socket } from 'node:dgram';
import { type Client } from '../query/client.js';
import { type Responder } from '../query/responder.js';
import { COUNTER } from '../stats/counters.js';
import { type ListenAddress } from '../types.js';
import { Stopwatch } from './stopwatch.js';

/** Large enough for a burst between two turns of the loop, small enough not to queue answers for tens of milliseconds. */
const RECEIVE_BUFFER = 1 << 20;
const SEND_BUFFER = 1 << 20;
const REPLY_BYTES = 4096;
/** Replies that may wait in libuv before their buffers would be written again. */
const RING = 64;

export interface UdpOptions {
  responder: Responder;
  counters: Float64Array;
  /** Whether `Client.now` is needed. */
  clock: boolean;
  onFault: (message: string) => void;
}

/** Binds one UDP socket of this worker. Rejects with Node's error of `bind`. */
export function bindUdp({ address, port }: ListenAddress, options: UdpOptions): Promise<Socket> {
  const family = address.includes(':') ? 6 : 4;
  const socket = createSocket({
    type: family === 6 ? 'udp6' : 'udp4',
    reusePort: true,
    ipv6Only: family === 6,
    recvBufferSize: RECEIVE_BUFFER,
    sendBufferSize: SEND_BUFFER,
    // Every address is a literal already; the usual look-up would cost a tick per reply.
    lookup: (host, _options, callback) => callback(null, host, family),
  });
  answerOn(socket, family === 6, options);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, () => {
      socket.off('error', reject);
      socket.on('error', (error) => options.onFault(`UDP ${address}: ${error.message}`));
      resolve(socket);
    });
  });
}

function answerOn(socket: Socket, ipv6: boolean, { responder, counters, clock }: UdpOptions): void {
  const client: Client = { udp: true, ipv6, address: '', now: 0 };
  const stopwatch = new Stopwatch(counters);
  let ring = newRing();
  let next = 0;
  socket.on('message', (query, from) => {
    if (from.port === 0) {
      counters[COUNTER.DROPPED]!++;
      return;
    }
    const isTimed = stopwatch.starts();
    client.address = from.address;
    if (clock) client.now = Date.now();
    const out = ring[next]!;
    const length = responder.respond(query, query.length, client, out);
    if (length === 0) return;
    socket.send(out, 0, length, from.port, from.address);
    if (isTimed) stopwatch.stop();
    if (++next === RING) {
      next = 0;
      // A full socket makes libuv keep what it could not send, by reference.
      if (socket.getSendQueueCount() > 0) ring = newRing();
    }
  });
}

function newRing(): Buffer[] {
  return Array.from({ length: RING }, () => Buffer.allocUnsafeSlow(REPLY_BYTES));
}
