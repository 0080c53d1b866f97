import { availableParallelism } from 'node:os';
import { rules } from '@failover-dns/config';
import { canonicalAddress } from '../address.js';
import { type DomainConfig, type MasterConfig, type ZoneConfig } from '../master-config.js';
import { type Report } from '../report.js';
import { type ConfigFile } from '../sections/config-file.js';
import { type DnsSection } from '../sections/dns.section.js';
import { type BrakeSection } from '../sections/server.section.js';
import { compileAgents } from './agents.js';
import { compileApi } from './api.js';
import { compileWebhooks } from './webhooks.js';
import { ZoneNames } from './zone-names.js';
import { compileZone } from './zone.js';

/** Makes the program's config of what a file says, and reports what single fields cannot know. */
export function compileConfig(file: string, sections: ConfigFile, report: Report): MasterConfig {
  const agents = compileAgents(sections.agents, sections.api.tls, report);
  // What is said of their number holds only when each could be read.
  const voters = agents.length === sections.agents.length ? agents : [];
  const names = new ZoneNames(sections.zones, report);
  const zones = sections.zones.flatMap((zone, index): ZoneConfig[] => {
    const name = names.at(index);
    if (zone === undefined || name === undefined) return [];
    const identity = { name, index, ttl: zone.ttl ?? sections.dns.resolve_cache_ttl, agents: voters };
    return [compileZone(zone, identity, names, report)];
  });
  const domains = new Map(zones.flatMap((zone) => zone.domains.map((domain): [string, DomainConfig] => [domain.name, domain])));
  const areAllRead = sections.zones.every((zone, index) => zone?.domains.size === zones[index]?.domains.length);
  return {
    file,
    dns: compileDns(sections.dns),
    api: compileApi(sections.api, report),
    agents,
    storage: { path: sections.storage.path, keepDays: sections.storage.keep_days, latencies: sections.storage.latencies },
    brake: compileBrake(sections.defaults?.server.brake),
    log: { level: sections.log.level, format: sections.log.format },
    zones,
    webhooks: compileWebhooks(sections.webhooks, areAllRead ? [...domains.keys()] : undefined, report),
    domains,
  };
}

const compileBrake = (brake: BrakeSection | undefined): MasterConfig['brake'] =>
  brake?.share === undefined
    ? null
    : { percent: rules.percentOf(brake.share), windowMs: brake.window_sec * 1000, maxMs: brake.max_sec * 1000 };

const known = <T>(items: readonly (T | undefined)[]): T[] => items.filter((item) => item !== undefined);

function compileDns(dns: DnsSection): MasterConfig['dns'] {
  const addresses = new Set(known(dns.listen_ip).map(canonicalAddress));
  const limit = dns.rate_limit;
  return {
    listen: [...addresses].map((address) => ({ address, port: dns.listen_port })),
    workers: dns.workers === 'auto' ? Math.min(availableParallelism(), 64) : dns.workers,
    maxUdpSize: dns.max_udp_size,
    tcp: { maxConnections: dns.tcp.max_connections, idleSec: dns.tcp.idle_sec },
    nsid: dns.nsid,
    cookieSecrets: known(dns.cookie_secret).filter((secret) => secret !== ''),
    ...(limit && {
      rateLimit: {
        responsesPerSecond: limit.responses_per_second,
        slip: limit.slip,
        ipv4Prefix: limit.ipv4_prefix,
        ipv6Prefix: limit.ipv6_prefix,
        exempt: known(limit.exempt),
      },
    }),
  };
}
