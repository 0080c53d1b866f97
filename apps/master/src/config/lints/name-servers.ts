import { isIPv6 } from 'node:net';
import { type ZoneConfig } from '../master-config.js';
import { type Lint, type WrittenZone } from './lint.js';

/** Name servers that lie in a zone of ours and have no address there. */
export const lintNameServers: Lint<WrittenZone> = ({ section, zone, zones, config, path }, report) => {
  zone.ns.forEach((host, index) => {
    const owner = ownerOf(host, zones);
    if (owner === undefined || hasAddress(host, owner)) return;
    const isDefault = section.ns.length === 0;
    const listen = config.dns.listen.map(({ address }) => address).find((address) => !['0.0.0.0', '::'].includes(address));
    const name = host === owner.name ? '@' : host.slice(0, -owner.name.length - 1);
    const type = listen !== undefined && isIPv6(listen) ? 'AAAA' : 'A';
    const record = `{ name: ${name === '@' ? '"@"' : name}, type: ${type}, value: ${listen ?? 'the address of this server'} }`;
    const expected = `its address among the records${owner === zone ? '' : ` of ${owner.name}`}, ${record}${isDefault ? ', or another ns' : ''}`;
    const hint = 'a resolver that looks for the name servers of the zone finds none';
    const at = isDefault ? [...path, 'ns'] : [...path, 'ns', index];
    report.warn(at, `${host}${isDefault ? ', the default' : ''}, without an address`, expected, hint);
  });
};

/** The zone that answers for it: the longest that it lies within. */
function ownerOf(host: string, zones: ReadonlyMap<string, ZoneConfig>): ZoneConfig | undefined {
  for (let rest = host; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    if (zones.has(rest) || !rest.includes('.')) return zones.get(rest);
  }
}

/** A static one, a wildcard's, or that of a domain. */
function hasAddress(host: string, { records, domains }: ZoneConfig): boolean {
  const names = [host];
  for (let at = host.indexOf('.'); at >= 0; at = host.indexOf('.', at + 1)) names.push(`*${host.slice(at)}`);
  return (
    records.some(({ name, type }) => (type === 'A' || type === 'AAAA') && names.includes(name)) ||
    domains.some(({ name }) => names.includes(name))
  );
}
