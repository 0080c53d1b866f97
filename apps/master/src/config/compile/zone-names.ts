import { show } from '@failover-dns/config';
import { canonicalName } from '../names.js';
import { type Report } from '../report.js';
import { type ZoneSection } from '../sections/zone.section.js';

/** The names of all zones, each once. */
export class ZoneNames {
  private readonly indexOf = new Map<string, number>();
  private readonly names: (string | undefined)[];

  constructor(zones: readonly (ZoneSection | undefined)[], report: Report) {
    this.names = zones.map((zone, index) => (zone?.name === undefined ? undefined : this.add(zone.name, index, report)));
  }

  /** undefined: the zone has no name that it could be served under. */
  at(index: number): string | undefined {
    return this.names[index];
  }

  /** The zone that answers for a name: the longest that it lies within. */
  zoneOf(name: string): string | undefined {
    for (let rest = name; ; rest = rest.slice(rest.indexOf('.') + 1)) {
      if (this.indexOf.has(rest)) return rest;
      if (!rest.includes('.')) return undefined;
    }
  }

  private add(written: string, index: number, report: Report): string | undefined {
    const name = canonicalName(written);
    const first = this.indexOf.get(name);
    if (first === undefined) {
      this.indexOf.set(name, index);
      return name;
    }
    const line = report.line(['zones', first, 'name']);
    report.fault(['zones', index, 'name'], `${show(name)} again`, 'each zone once', `it stands on line ${line} already`);
    return undefined;
  }
}
