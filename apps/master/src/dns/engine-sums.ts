import { type DnsServer, type DnsStats } from '@failover-dns/dns';

/** The counters of several engines, added up; undefined: there is no engine. */
export const statsOf = (servers: readonly DnsServer[]): DnsStats | undefined =>
  servers.map((server) => server.stats()).reduce<DnsStats | undefined>(added, undefined);

export function queriesOf(servers: readonly DnsServer[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const server of servers) {
    for (const [domain, count] of server.domainQueries()) sums.set(domain, (sums.get(domain) ?? 0) + count);
  }
  return sums;
}

/** Numbers summed, and numbers in records. */
function added<T extends object>(one: T | undefined, other: T): T {
  if (one === undefined) return other;
  const sums = Object.entries(other).map(([key, value]: [string, unknown]) => {
    const before = (one as Record<string, unknown>)[key];
    if (typeof value === 'number') return [key, value + Number(before ?? 0)] as const;
    return [key, added(before as object | undefined, value as object)] as const;
  });
  return Object.fromEntries(sums) as T;
}
