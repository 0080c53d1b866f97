import { BindError, type ListenAddress } from '@failover-dns/dns';
import { ConfigRefusal } from '../config/config-refusal.js';

const placeOf = ({ address, port }: ListenAddress): string => `${address} port ${port}`;

/** Why no other address can be listened on now, as a sentence; any other error stays what it is. */
export function bindFault(error: unknown): unknown {
  if (!(error instanceof BindError)) return error;
  const why: Record<string, string> = {
    EADDRINUSE: 'it is in use, by another program or together with an address that DNS listens on now',
    EACCES: 'this user may not open it: ports under 1024 need CAP_NET_BIND_SERVICE',
    EADDRNOTAVAIL: 'this machine has no such address',
  };
  return new ConfigRefusal(`dns: cannot listen on ${placeOf(error)}: ${why[error.code] ?? error.message}`);
}

export const stuckFault = (stuck: readonly ListenAddress[]): string =>
  `dns.listen_ip: ${stuck.map(placeOf).join(', ')} cannot be given up while addresses that were opened with it stay; this needs a restart`;
