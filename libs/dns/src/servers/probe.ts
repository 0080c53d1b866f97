import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { type ListenAddress } from '../types.js';
import { BindError } from './worker-handle.js';

/**
 * Rejects with BindError if someone else listens at `wanted`. The workers' sockets share their port (SO_REUSEPORT), so without this a
 * second server would silently take half of the first one's queries.
 */
export async function probe(wanted: ListenAddress): Promise<void> {
  if (wanted.port === 0) return;
  try {
    await probeUdp(wanted);
    await probeTcp(wanted);
  } catch (error) {
    const { code = 'EUNKNOWN', message } = error as NodeJS.ErrnoException;
    throw new BindError({ code, message, ...wanted });
  }
}

function probeUdp({ address, port }: ListenAddress): Promise<void> {
  const ipv6 = address.includes(':');
  const socket = createSocket({ type: ipv6 ? 'udp6' : 'udp4', ipv6Only: ipv6 });
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ port, address, exclusive: true }, () => socket.close(() => resolve()));
  });
}

function probeTcp({ address, port }: ListenAddress): Promise<void> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port, exclusive: true, ipv6Only: address.includes(':') }, () => server.close(() => resolve()));
  });
}
