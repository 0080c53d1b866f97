import { show } from '@failover-dns/config';
import { canonicalName, isWithin } from '../names.js';
import { type Report } from '../report.js';
import { type ZoneSection } from '../sections/zone.section.js';

/** The names of all zones, each once. */
export class ZoneNames {
  private readonly indexOf = new Map<string, number>();

  constructor(zones: readonly (ZoneSection | undefined)[], report: Report) {
    for (const [index, zone] of zones.entries()) {
      if (zone?.name === undefined) continue;
      const name = canonicalName(zone.name);
      const first = this.indexOf.get(name);
      if (first === undefined) this.indexOf.set(name, index);
      else {
        const line = report.line(['zones', first, 'name']);
        report.fault(['zones', index, 'name'], `${show(name)} again`, 'each zone once', `it stands on line ${line} already`);
      }
    }
  }

  at(index: number): string | undefined {
    for (const [name, at] of this.indexOf) if (at === index) return name;
    return undefined;
  }

  /** The zone that answers for a name: the longest that it lies within. */
  zoneOf(name: string): string | undefined {
    let longest: string | undefined;
    for (const zone of this.indexOf.keys()) {
      if (isWithin(name, zone) && zone.length > (longest?.length ?? -1)) longest = zone;
    }
    return longest;
  }
}
