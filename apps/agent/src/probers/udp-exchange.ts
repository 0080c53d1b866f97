import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { afterThisTurn } from './dial.js';
import { fail, type Observation, type Target } from './observation.js';
import { fromSocketError } from './socket-errors.js';

/**
 * Sends a datagram and waits for the reply that `accept` makes something of; others are passed over.
 * The socket is connected: it hears only the target, and of a closed port by ICMP. It is closed at the end.
 */
export function askByUdp<T extends object>(
  { ip, port }: Target,
  message: Buffer,
  accept: (reply: Buffer) => T | null,
  signal: AbortSignal,
): Promise<T | Observation> {
  const hasLeft = afterThisTurn();
  const socket = createSocket(isIPv6(ip) ? 'udp6' : 'udp4');
  const { promise, resolve } = Promise.withResolvers<T | Observation>();
  let strays = 0;
  const expire = () =>
    resolve(strays > 0 ? fail('protocol', 'a reply, but not to what was asked') : fail('timeout', 'no answer'));
  const failed = (cause: NodeJS.ErrnoException | null) => cause && resolve(fromSocketError(cause, hasLeft()));
  socket.on('error', failed);
  socket.on('message', (reply) => {
    const accepted = accept(reply);
    if (accepted === null) strays++;
    else resolve(accepted);
  });
  socket.connect(port!, ip, ((cause?: NodeJS.ErrnoException) => {
    if (cause) failed(cause);
    else if (!signal.aborted) socket.send(message, failed);
  }) as () => void);
  if (signal.aborted) expire();
  signal.addEventListener('abort', expire, { once: true });
  return promise.finally(() => {
    signal.removeEventListener('abort', expire);
    socket.close();
  });
}
