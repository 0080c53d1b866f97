import { type Path, show } from '@failover-dns/config';
import { type RecordSpec, validateZone } from '@failover-dns/dns';
import { type DomainConfig, type ZoneConfig } from '../master-config.js';
import { zoneSpec } from '../zone-spec.js';
import { type Report } from '../report.js';

/** What a zone was made of, each with the path at which it was written. */
export interface Written {
  path: Path;
  records: readonly { spec: RecordSpec; path: Path }[];
  domains: readonly { domain: DomainConfig; path: Path }[];
}

const EXPECTED: Readonly<Record<string, string>> = {
  name: 'a name in the zone that may hold this',
  type: 'a type that a zone may hold',
  value: 'data of that type, as in a zone file',
};

/** Reports what the DNS engine finds wrong with a zone, at the place where it was written. */
export function checkZone(zone: ZoneConfig, written: Written, report: Report): void {
  const spec = zoneSpec(zone, ({ fallback, ttl }) => ({ addresses: fallback, ttl }), 1);
  for (const { path, message } of validateZone(spec)) {
    const [, list, index, field = ''] = /^(records|domains|ns|soa)(?:\[(\d+)\])?\.?(\w+)?/.exec(path) ?? [];
    const record = list === 'records' ? written.records[Number(index)] : undefined;
    const domain = list === 'domains' ? written.domains[Number(index)] : undefined;
    if (record) {
      const value = show(record.spec[field as keyof RecordSpec]);
      report.fault([...record.path, field], value, EXPECTED[field] ?? 'a record that a zone may hold', message);
    } else if (domain) {
      report.fault(domain.path, show(domain.domain.name), 'a domain that its zone can hold', message);
    } else {
      const at = [...written.path, ...(list ? [list] : []), ...(index ? [Number(index)] : [])];
      report.fault(at, `what no zone can hold (${message})`, 'another name');
    }
  }
}
