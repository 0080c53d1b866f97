import { isIPv6, SocketAddress } from 'node:net';

/** IPv6 in the one form of RFC 5952; IPv4 as it is. Takes valid addresses. */
export const canonicalAddress = (ip: string): string =>
  isIPv6(ip) ? new SocketAddress({ address: ip, family: 'ipv6' }).address : ip;
