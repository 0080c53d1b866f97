import { Resolver } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';
import { type Allowed, error, fail, forbidden, isObservation, type Observation, type Target } from './observation.js';

/** Where the next request goes: an address, and the name that it is asked by. */
export interface Hop {
  secure: boolean;
  host: string;
  path: string;
  target: Target;
}

/**
 * Where a redirect leads. The host that is being checked stays at the address that is being checked; another host is
 * looked up, and the address that is then dialled must be one that this agent may probe.
 */
export async function follow(
  from: Hop,
  location: string,
  first: Hop,
  signal: AbortSignal,
  { networks }: Pick<Allowed, 'networks'>,
): Promise<Hop | Observation> {
  const url = urlOf(location, from);
  if (url === null) return fail('protocol', 'a redirect that leads nowhere');
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const ip = isIP(name) ? name : name === nameOf(first.host) ? first.target.ip : await addressOf(name, signal);
  if (typeof ip !== 'string') return ip;
  if (!networks.permits(ip)) return forbidden(ip);
  return { secure, host: url.host, path: `${url.pathname}${url.search}`, target: { ip, port } };
}

/** As it stands in a Host header and in a URL (RFC 3986 section 3.2.2). */
export const authorityOf = (host: string): string => (isIPv6(host) ? `[${host}]` : host);

/** The name in a Host header, without its port. */
export const nameOf = (host: string): string =>
  host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();

function urlOf(location: string, { secure, host, path, target }: Hop): URL | null {
  const isStandard = target.port === (secure ? 443 : 80);
  const authority = isStandard || /:\d+$/.test(host) ? host : `${host}:${target.port}`;
  const url = URL.parse(location, `${secure ? 'https' : 'http'}://${authority}${path}`);
  return url !== null && /^https?:$/.test(url.protocol) ? url : null;
}

/** "No such name" is what the redirect says of itself; anything else is this agent's resolver. */
export async function addressOf(name: string, signal: AbortSignal, resolver = new Resolver()): Promise<string | Observation> {
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    let found = await resolver.resolve4(name).catch(onFault(name));
    if (isObservation(found) && found.result === 'fail') found = await resolver.resolve6(name).catch(onFault(name));
    if (signal.aborted) return fail('timeout', `looking up ${name}`);
    return isObservation(found) ? found : found[0]!;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

const onFault =
  (name: string) =>
  ({ code = '' }: NodeJS.ErrnoException): Observation =>
    ['ENOTFOUND', 'ENODATA'].includes(code)
      ? fail('dns', `${name} has no address`)
      : error('dns', `cannot look up ${name}: ${code}`);
