import { type Path } from '@failover-dns/config';
import { type RecordSpec } from '@failover-dns/dns';
import { type DomainConfig, type ZoneConfig } from '../master-config.js';
import { canonicalName, ownerName, referredName, rname } from '../names.js';
import { type Report } from '../report.js';
import { type RecordSection, type ZoneSection } from '../sections/zone.section.js';
import { compileDomain } from './domain.js';
import { domainName } from './domain-name.js';
import { checkRecords, type WrittenRecord } from './records.js';
import { type ZoneNames } from './zone-names.js';

/** `zone.ttl` is filled in by now. */
export function compileZone(
  zone: ZoneSection & { ttl: number },
  name: string,
  index: number,
  names: ZoneNames,
  report: Report,
): ZoneConfig {
  const at: Path = ['zones', index];
  const ns = zone.ns.flatMap((host) => (host === undefined ? [] : [referredName(host, name)]));
  const mname = zone.soa.mname === undefined ? ns[0] : referredName(zone.soa.mname, name);
  const records = zone.records.flatMap((record, i) => compileRecord(record, name, zone.ttl, [...at, 'records', i]));
  const compiled: ZoneConfig = {
    name,
    ttl: zone.ttl,
    negativeTtl: zone.negative_ttl,
    ns: ns.length > 0 ? ns : [`ns1.${name}`],
    soa: {
      mname: mname ?? `ns1.${name}`,
      rname: zone.soa.rname === undefined ? `hostmaster.${name}` : rname(zone.soa.rname),
    },
    records: records.map(({ spec }) => spec),
    domains: compileDomains(zone, name, names, report, at),
  };
  checkRecords(compiled, records, at, report);
  return compiled;
}

function compileDomains(
  zone: ZoneSection & { ttl: number },
  name: string,
  names: ZoneNames,
  report: Report,
  at: Path,
): DomainConfig[] {
  const seen = new Map<string, Path>();
  return [...zone.domains].flatMap(([key, section]) => {
    const path = [...at, 'domains', key];
    const absolute = domainName(key, name, names, seen, report, path);
    const domain = compileDomain(section, absolute ?? canonicalName(key), { ...zone, name }, path, report);
    return absolute === undefined ? [] : [domain];
  });
}

function compileRecord(record: RecordSection | undefined, zone: string, ttl: number, path: Path): WrittenRecord[] {
  const { name, type, value } = record ?? {};
  if (name === undefined || type === undefined || value === undefined) return [];
  const spec: RecordSpec = { name: ownerName(name, zone), type: type.toUpperCase(), value, ttl: record?.ttl ?? ttl };
  return [{ spec, path }];
}
