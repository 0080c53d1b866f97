import { type Path, show } from '@failover-dns/config';
import { isWithin, nameFault, ownerName } from '../names.js';
import { type Report } from '../report.js';
import { type ZoneNames } from './zone-names.js';

/** The absolute name of a domain; undefined when it cannot be served, which is reported at its key. */
export function domainName(
  key: string,
  zone: string,
  names: ZoneNames,
  seen: Map<string, Path>,
  report: Report,
  path: Path,
): string | undefined {
  const fault = (found: string, expected: string, hint?: string) => void report.fault(path, found, expected, hint);
  const wanted = `a name in the zone ${zone}: absolute, relative, @ or a wildcard (*.app)`;
  const written = key === '@' ? undefined : nameFault(key === '*' ? `*.${zone}` : key, { wildcard: true });
  if (written !== undefined) return fault(show(key), wanted, written);
  const name = ownerName(key, zone);
  if (!isWithin(name, zone)) return fault(show(key), wanted, 'a final dot makes a name absolute');
  const tooLong = nameFault(name, { wildcard: true });
  if (tooLong !== undefined) return fault(show(name), wanted, tooLong);
  const owner = names.zoneOf(name);
  if (owner !== zone) return fault(`${show(key)}, which lies in the zone ${owner}`, `a name that no other zone answers for`);
  const first = seen.get(name);
  if (first !== undefined) {
    return fault(`the name ${show(name)} again`, 'each domain once', `it stands on line ${report.line(first)} already`);
  }
  seen.set(name, path);
  return name;
}
