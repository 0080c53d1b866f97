import { type DomainConfig, type MasterConfig } from './master-config.js';

/** Domains that are compared before others may have the thread. */
const DOMAINS_AT_ONCE = 2000;

/** The next config with the objects of `previous` for all domains that stay as they are: then `===` tells whether one changed. */
export async function withSameDomains(next: MasterConfig, previous: MasterConfig): Promise<MasterConfig> {
  const domains = new Map<string, DomainConfig>();
  for (const [name, domain] of next.domains) {
    const known = previous.domains.get(name);
    domains.set(name, known !== undefined && JSON.stringify(known) === JSON.stringify(domain) ? known : domain);
    if (domains.size % DOMAINS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const zones = next.zones.map((zone) => ({
    ...zone,
    domains: zone.domains.map((domain) => domains.get(domain.name) ?? domain),
  }));
  return { ...next, zones, domains };
}

/** How many domains come, change and go. Takes configs that share the objects of what stays. */
export function countChanges(next: MasterConfig, previous: MasterConfig): { added: number; changed: number; removed: number } {
  const counts = { added: 0, changed: 0, removed: 0 };
  for (const [name, domain] of next.domains) {
    const known = previous.domains.get(name);
    if (known === undefined) counts.added++;
    else if (known !== domain) counts.changed++;
  }
  for (const name of previous.domains.keys()) if (!next.domains.has(name)) counts.removed++;
  return counts;
}
