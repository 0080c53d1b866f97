import { connect, type Socket } from 'node:net';
import { fail, type Observation, type Target } from './observation.js';
import { fromSocketError } from './socket-errors.js';

/**
 * Connects: the socket, or why there is none. The socket is the caller's to destroy; `signal` destroys it too.
 * Its errors are listened to once here, so that one that nobody waits for ends no process.
 */
export function dial({ ip, port }: Target, signal: AbortSignal): Promise<Socket | Observation> {
  return new Promise((resolve) => {
    const hasLeft = afterThisTurn();
    const socket = connect({ host: ip, port: port!, signal });
    socket.once('connect', () => {
      // Dialling a closed port of one's own ephemeral range can connect a socket to itself.
      const itself = socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
      if (itself) socket.destroy();
      resolve(itself ? fail('refused') : socket);
    });
    socket.on('error', (cause) => resolve(signal.aborted ? fail('timeout') : fromSocketError(cause, hasLeft())));
  });
}

/**
 * False until everything is over that was begun at once: what the kernel refuses is told by then, and no packet has left.
 * All ticks run before the next microtask, and both before any event of a socket: even of one on this host.
 */
export function afterThisTurn(): () => boolean {
  let over = false;
  process.nextTick(() => queueMicrotask(() => (over = true)));
  return () => over;
}
