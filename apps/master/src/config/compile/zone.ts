import { type Path } from '@failover-dns/config';
import { type RecordSpec } from '@failover-dns/dns';
import { type AgentConfig, type ZoneConfig } from '../master-config.js';
import { canonicalName, ownerName, referredName, rname } from '../names.js';
import { type Report } from '../report.js';
import { type RecordSection, type ZoneSection } from '../sections/zone.section.js';
import { checkZone, type Written } from './check-zone.js';
import { compileDomain } from './domain.js';
import { domainName } from './domain-name.js';
import { type ZoneNames } from './zone-names.js';

interface Identity {
  name: string;
  /** Its place in the file's list of zones. */
  index: number;
  ttl: number;
  agents: readonly AgentConfig[];
}

export function compileZone(zone: ZoneSection, identity: Identity, names: ZoneNames, report: Report): ZoneConfig {
  const { name, ttl } = identity;
  const at: Path = ['zones', identity.index];
  const ns = zone.ns.flatMap((host) => (host === undefined ? [] : [referredName(host, name)]));
  const primary = ns[0] ?? `ns1.${name}`;
  const { soa } = zone;
  const records = zone.records.flatMap((record, i) => compileRecord(record, name, ttl, [...at, 'records', i]));
  const domains = compileDomains(zone, identity, names, report);
  const compiled: ZoneConfig = {
    name,
    ttl,
    negativeTtl: zone.negative_ttl,
    ns: ns.length > 0 ? ns : [primary],
    soa: {
      mname: soa.mname === undefined ? primary : referredName(soa.mname, name),
      rname: soa.rname === undefined ? `hostmaster.${name}` : rname(soa.rname),
    },
    records: records.map(({ spec }) => spec),
    domains: domains.map(({ domain }) => domain),
  };
  checkZone(compiled, { path: at, records, domains }, report);
  return compiled;
}

function compileDomains(zone: ZoneSection, identity: Identity, names: ZoneNames, report: Report): Written['domains'] {
  const { name, index, ttl, agents } = identity;
  const seen = new Map<string, Path>();
  const around = { zone: name, ttl, fallbackTtl: zone.fallback_ttl, agents };
  return [...zone.domains].flatMap(([key, section]) => {
    const path = ['zones', index, 'domains', key];
    const absolute = domainName(key, name, names, seen, report, path);
    const domain = compileDomain(section, absolute ?? canonicalName(key), around, path, report);
    return absolute === undefined ? [] : [{ domain, path }];
  });
}

function compileRecord(record: RecordSection | undefined, zone: string, ttl: number, path: Path): Written['records'] {
  const { name, type, value } = record ?? {};
  if (name === undefined || type === undefined || value === undefined) return [];
  const spec: RecordSpec = { name: ownerName(name, zone), type: type.toUpperCase(), value, ttl: record?.ttl ?? ttl };
  return [{ spec, path }];
}
