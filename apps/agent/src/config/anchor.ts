import { isIP } from 'node:net';
import { type rules } from '@failover-dns/config';
import { type Target } from '../probers/observation.js';

/** `192.0.2.1`, `192.0.2.1:443`, `2001:db8::1` or `[2001:db8::1]:443`; null: none of these. Without a port it is pinged. */
export function readAnchor(text: string): Target | null {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(text) ?? [];
  const ip = bracketed ?? plain ?? text;
  const port = digits === undefined ? null : Number(digits);
  if (isIP(ip) === 0 || ip.includes('%') || (bracketed !== undefined && isIP(ip) !== 6)) return null;
  return port === null || (port >= 1 && port <= 65535) ? { ip, port } : null;
}

export const anchorRule: rules.Rule = {
  expected: 'an address such as 192.0.2.1, or one with a port such as 192.0.2.1:443 or [2001:db8::1]:443',
  accepts: ['string'],
  check: (value) => typeof value === 'string' && readAnchor(value) !== null,
  schema: { type: 'string' },
};
