import { type AddressInfo } from 'node:net';
import { type MasterConfig } from '../config/master-config.js';

/** What a listener is opened with and keeps: when any of it changes, another one is opened. */
export interface Door {
  address: string;
  /** 0: the system chooses. */
  port: number;
  isSecure: boolean;
  asksForCertificate: boolean;
}

export const doorOf = ({ address, port, tls }: MasterConfig['api']): Door => ({
  address,
  port,
  isSecure: tls !== null,
  asksForCertificate: tls !== null && tls.clientAuth !== 'off',
});

export const isSameDoor = (a: Door, b: Door): boolean =>
  a.address === b.address && a.port === b.port && a.isSecure === b.isSecure && a.asksForCertificate === b.asksForCertificate;

const WILDCARDS = ['0.0.0.0', '::'];

/** Whether the system lets only one of the two be open. */
export const collides = (a: Door, b: Door): boolean =>
  a.port === b.port && a.port !== 0 && (a.address === b.address || [a, b].some(({ address }) => WILDCARDS.includes(address)));

export const placeOf = ({ address, port }: Pick<Door, 'address' | 'port'>): string => `${address} port ${port}`;

/** Where a browser on this machine finds it. */
export function urlOf({ isSecure }: Door, { address, port, family }: AddressInfo): string {
  const local = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
  return `${isSecure ? 'https' : 'http'}://${family === 'IPv6' ? `[${local}]` : local}:${port}`;
}

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'it is in use by another program',
  EACCES: 'this user may not open it: ports under 1024 need CAP_NET_BIND_SERVICE',
  EADDRNOTAVAIL: 'this machine has no such address',
};

/** Why the API stays where it is. */
export function refusalOf(error: unknown, before: Door, wanted: Door): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const why = WHY[code] ?? message;
  return `api.listen_ip, api.listen_port: cannot listen on ${placeOf(wanted)}: ${why}; the API stays on ${placeOf(before)}`;
}
