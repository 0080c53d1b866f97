import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { fail, type Observation } from './observation.js';

export interface TlsOptions {
  /** The name for SNI and for the certificate; an address is not allowed in SNI, and is only compared. */
  name: string;
  verify: boolean;
  /** `h2` for gRPC. */
  protocols?: string[];
}

/**
 * Shakes hands over a connection: the secured socket, or why there is none.
 * A certificate is judged when `verify` says so, and stands in the reason by OpenSSL's code (`CERT_HAS_EXPIRED`).
 */
export function secure(socket: Socket, options: TlsOptions, signal: AbortSignal): Promise<TLSSocket | Observation> {
  return new Promise((resolve) => {
    const { name, verify, protocols } = options;
    const servername = isIP(name) ? '' : name;
    const secured = connect({
      socket,
      servername,
      host: name,
      rejectUnauthorized: verify,
      ...(protocols ? { ALPNProtocols: protocols } : {}),
    });
    secured.once('secureConnect', () => resolve(secured));
    secured.on('error', (cause) => resolve(signal.aborted ? SLOW : fail('tls', wordFor(cause))));
    secured.once('close', () => resolve(signal.aborted ? SLOW : fail('tls', CLOSED)));
  });
}

const SLOW = fail('timeout', 'in the TLS handshake');
const CLOSED = 'connection closed during the handshake';

const wordFor = ({ code = '', message }: NodeJS.ErrnoException) =>
  code === 'ECONNRESET' || code === 'EPIPE' ? CLOSED : code || message;
