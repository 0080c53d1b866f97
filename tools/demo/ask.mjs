import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const TIMEOUT_MS = 1000;
const A = 1;

/** Asks a DNS server for the A records of `name`: `{ttl, addresses}` sorted, or undefined when no reply came. */
export async function askA(server, port, name) {
  const socket = createSocket('udp4');
  try {
    socket.send(queryFor(name), port, server);
    const [reply] = await once(socket, 'message', { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return addressesIn(reply);
  } catch {
    return undefined;
  } finally {
    socket.close();
  }
}

function queryFor(name) {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]);
  return Buffer.from([0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, A, 0, 1]);
}

function addressesIn(reply) {
  let at = afterName(reply, 12) + 4;
  let ttl = 0;
  const addresses = [];
  for (let left = reply.readUInt16BE(6); left > 0; left--) {
    at = afterName(reply, at);
    const length = reply.readUInt16BE(at + 8);
    if (reply.readUInt16BE(at) === A) {
      ttl = reply.readUInt32BE(at + 4);
      addresses.push(reply.subarray(at + 10, at + 10 + length).join('.'));
    }
    at += 10 + length;
  }
  return { ttl, addresses: addresses.sort() };
}

/** Where a name ends: at its root label, or behind a compression pointer. */
function afterName(packet, at) {
  while (packet.readUInt8(at) !== 0) {
    if (packet.readUInt8(at) >= 0xc0) return at + 2;
    at += 1 + packet.readUInt8(at);
  }
  return at + 1;
}
