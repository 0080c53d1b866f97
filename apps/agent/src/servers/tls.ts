import { type TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import { type ServerConfig } from '../config/sections.js';

const CONNECT_MS = 5000;

/** How a master is dialled: whom it must prove to be, and what is shown to it. Nothing is sent before it has proved it. */
export function connectorTo({ ca, cert, key, fingerprint }: Partial<ServerConfig>): buildConnector.connector {
  const connect = buildConnector({
    timeout: CONNECT_MS,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert, key }),
    // The fingerprint says more than any authority, and holds for every connection: none is resumed without a certificate to look at.
    ...(fingerprint === undefined ? {} : { rejectUnauthorized: false, maxCachedSessions: 0 }),
  });
  if (fingerprint === undefined) return connect;
  const expected = bare(fingerprint);
  return (options, callback) =>
    connect(options, (...[fault, socket]) => {
      if (fault !== null) return callback(fault, null);
      const found = (socket as TLSSocket).getPeerCertificate?.().fingerprint256 ?? 'none';
      if (bare(found) === expected) return callback(null, socket);
      socket.destroy();
      callback(Object.assign(new Error(`the certificate's fingerprint is ${found}`), { code: 'FINGERPRINT' }), null);
    });
}

const bare = (fingerprint: string) => fingerprint.replaceAll(':', '').toUpperCase();
