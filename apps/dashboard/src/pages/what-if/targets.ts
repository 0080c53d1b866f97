import { byAddress, ipOf, prefixOf } from '../../lib/addresses.js';
import { plural } from '../../lib/words.js';
import type { DomainRow } from '../../api/types.js';

/** An address that domains are answered with. */
export interface Place {
  ip: string;
  /** By name. */
  domains: readonly string[];
  /** In how many of them it is not up. */
  down: number;
}

type Row = Pick<DomainRow, 'domain' | 'targets' | 'failing'>;

/** Every address once, by address. */
export function placesOf(rows: readonly Row[]): Place[] {
  const places = new Map<string, { domains: string[]; down: number }>();
  for (const { domain, targets, failing } of rows) {
    const isDown = new Set(failing.map(ipOf));
    for (const ip of new Set(targets.map(ipOf))) {
      const place = places.get(ip);
      if (place) place.domains.push(domain);
      else places.set(ip, { domains: [domain], down: 0 });
      if (isDown.has(ip)) places.get(ip)!.down++;
    }
  }
  return [...places].map(([ip, { domains, down }]) => ({ ip, domains, down })).sort((one, other) => byAddress(one.ip, other.ip));
}

/** Those that a search means: an address or its beginning, a prefix, or a part of a domain's name. */
export function findPlaces(places: readonly Place[], text: string): readonly Place[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return places;
  const inPrefix = prefixOf(wanted);
  if (inPrefix !== null) return places.filter(({ ip }) => inPrefix(ip));
  return places.filter(({ ip, domains }) => ip.startsWith(wanted) || domains.some((name) => name.includes(wanted)));
}

/** `4 domains, is down`; `4 domains, down in 1` */
export function placeWords({ domains, down }: Place): string {
  const count = plural(domains.length, 'domain');
  return down === 0 ? count : down === domains.length ? `${count}, is down` : `${count}, down in ${down}`;
}
