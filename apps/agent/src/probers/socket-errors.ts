import { error, fail, type Observation } from './observation.js';

/** Errors of the socket layer, by code: which speak about the target, and which about this host. */
const BY_CODE: Record<string, (code: string) => Observation> = {
  ECONNREFUSED: () => fail('refused'),
  ECONNRESET: () => fail('protocol', 'connection reset'),
  EPIPE: () => fail('protocol', 'connection closed'),
  ETIMEDOUT: () => fail('timeout'),
  EHOSTUNREACH: () => fail('unreachable', 'no route to host'),
  EHOSTDOWN: () => fail('unreachable', 'host is down'),
  ENETUNREACH: () => error('unreachable', 'no route to this network from here'),
  ENETDOWN: () => error('unreachable', 'the network of this host is down'),
  EACCES: (code) => error('permission', code),
  EPERM: (code) => error('permission', code),
};

/** What a failed connection shows. A code that is not listed is this host's own trouble (EMFILE, EADDRNOTAVAIL, …). */
export function fromSocketError(cause: NodeJS.ErrnoException): Observation {
  const code = cause.code ?? '';
  return BY_CODE[code]?.(code) ?? error('local', code || cause.message);
}
