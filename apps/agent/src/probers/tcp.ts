import { connect } from 'node:net';
import { fail, ok, type Prober } from './observation.js';
import { fromSocketError } from './socket-errors.js';

/** Passes when the connection is established. The latency is the handshake's. */
export const probeTcp: Prober = ({ ip, port }, _check, signal) =>
  new Promise((resolve) => {
    const started = performance.now();
    const socket = connect({ host: ip, port: port!, signal });
    socket.once('connect', () => {
      // Dialling a closed port of one's own ephemeral range can connect a socket to itself.
      const itself = socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
      socket.destroy();
      resolve(itself ? fail('refused') : ok(performance.now() - started));
    });
    socket.on('error', (cause) => resolve(signal.aborted ? fail('timeout') : fromSocketError(cause)));
  });
