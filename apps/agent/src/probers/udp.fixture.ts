import { createSocket, type RemoteInfo } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { expect, onTestFinished, vi } from 'vitest';

export type Reply = (bytes: Buffer) => void;

/** Answers datagrams on loopback until the test ends, and then wants every socket closed that was opened beside its own. */
export async function listenUdp(
  onMessage: (message: Buffer, reply: Reply, from: RemoteInfo) => void = () => {},
  ip = '127.0.0.1',
): Promise<number> {
  const before = openSockets();
  const socket = createSocket(isIPv6(ip) ? 'udp6' : 'udp4');
  socket.on('error', () => {});
  socket.on('message', (message, from) => onMessage(message, (bytes) => socket.send(bytes, from.port, from.address), from));
  await new Promise<void>((resolve) => socket.bind(0, ip, resolve));
  onTestFinished(async () => {
    const { port } = socket.address();
    socket.close();
    await vi.waitFor(() => expect(openSockets(), `sockets left open beside ${port}`).toBeLessThanOrEqual(before), 5000);
  });
  return socket.address().port;
}

const openSockets = () => process.getActiveResourcesInfo().filter((kind) => kind === 'UDPWrap').length;
