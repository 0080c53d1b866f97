import { type Path, show } from '@failover-dns/config';
import { type RecordSpec, validateZone } from '@failover-dns/dns';
import { type ZoneConfig } from '../master-config.js';
import { type Report } from '../report.js';

export interface WrittenRecord {
  spec: RecordSpec;
  /** Where it was written. */
  path: Path;
}

const EXPECTED: Readonly<Record<string, string>> = {
  name: 'a name in the zone that may hold this',
  type: 'a type that a zone may hold',
  value: 'data of that type, as in a zone file',
};

/** Reports what the DNS engine finds wrong with static records, at the place where each was written. */
export function checkRecords(zone: ZoneConfig, records: readonly WrittenRecord[], at: Path, report: Report): void {
  if (records.length === 0) return;
  const soa = { ...zone.soa, serial: 1, refresh: 3600, retry: 600, expire: 1_209_600 };
  const domains = zone.domains.map(({ name, targets, fallback, ttl }) => {
    const candidates = [...new Set([...targets.map(({ ip }) => ip), ...fallback])];
    return { name, candidates, answer: { addresses: fallback, ttl } };
  });
  for (const { path, message } of validateZone({ ...zone, soa, records: zone.records, domains })) {
    const [, index, field = 'name'] = /^records\[(\d+)\]\.?(\w+)?/.exec(path) ?? [];
    const record = index === undefined ? undefined : records[Number(index)];
    if (record === undefined) {
      report.fault(at, `static records that do not fit (${message})`, 'records and domains that may stand together');
      continue;
    }
    const value = show(record.spec[field as keyof RecordSpec]);
    report.fault([...record.path, field], value, EXPECTED[field] ?? 'a record that a zone may hold', message);
  }
}
