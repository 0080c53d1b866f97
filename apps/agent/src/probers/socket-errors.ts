import { error, fail, type Observation } from './observation.js';

/**
 * Errors of the socket layer, by code: which speak about the target, and which about this host.
 *
 * "No route" comes from two places, under one code. The kernel of this host says so before a packet has left: this agent
 * cannot look, so it is an `error`. A router, or a neighbour that does not answer ARP, says so later: the packet left, and
 * where a user would sit here the target could not be reached either, so it is a `fail`. `left` tells them apart.
 */
const BY_CODE: Record<string, (left: boolean, code: string) => Observation> = {
  ECONNREFUSED: () => fail('refused'),
  ECONNRESET: () => fail('protocol', 'connection reset'),
  EPIPE: () => fail('protocol', 'connection closed'),
  ETIMEDOUT: () => fail('timeout'),
  EHOSTUNREACH: (left) => (left ? fail('unreachable', 'no route to host') : error('unreachable', 'no route to it from here')),
  EHOSTDOWN: () => fail('unreachable', 'host is down'),
  ENETUNREACH: (left) =>
    left ? fail('unreachable', 'a router has no route') : error('unreachable', 'no route to this network from here'),
  ENETDOWN: () => error('unreachable', 'the network of this host is down'),
  // A firewall on the way says it so over IPv6.
  EACCES: (left, code) => (left ? fail('unreachable', 'prohibited on the way') : error('permission', code)),
  EPERM: (_left, code) => error('permission', code),
};

/** What a failed connection shows. A code that is not listed is this host's own trouble (EMFILE, EADDRNOTAVAIL, …). */
export function fromSocketError(cause: NodeJS.ErrnoException, left: boolean): Observation {
  const code = cause.code ?? '';
  return BY_CODE[code]?.(left, code) ?? error('local', code || cause.message);
}
