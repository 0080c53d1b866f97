import { networkInterfaces } from 'node:os';
import { type ListenAddress } from '@failover-dns/dns';

/** Has this machine any IPv6 address, be it only ::1? Many containers have none, and `::` cannot be bound there. */
export const hasIpv6 = (): boolean =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some((address) => address.family === 'IPv6'));

/**
 * The addresses to listen on. `::` beside another address means "and IPv6, if there is any"; alone, or with an address of its
 * own, it is meant literally and fails where it cannot be had.
 */
export const listenable = (listen: readonly ListenAddress[], ipv6: boolean): readonly ListenAddress[] =>
  ipv6 || listen.length === 1 ? listen : listen.filter(({ address }) => address !== '::');
