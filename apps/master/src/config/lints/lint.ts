import { type Path } from '@failover-dns/config';
import { type DomainConfig, type MasterConfig, type ZoneConfig } from '../master-config.js';
import { type Report } from '../report.js';
import { type ConfigFile } from '../sections/config-file.js';
import { type DomainSection } from '../sections/domain.section.js';
import { type ZoneSection } from '../sections/zone.section.js';

/** What is linted: as it was written, and as it was understood. It has no fault. */
export interface WrittenConfig {
  sections: ConfigFile;
  config: MasterConfig;
  /** Patterns of `include` that match no file, by where they stand. */
  unmatched: ReadonlyMap<Path, string>;
}

export interface WrittenZone {
  section: ZoneSection;
  zone: ZoneConfig;
  /** All zones, by name. */
  zones: ReadonlyMap<string, ZoneConfig>;
  config: MasterConfig;
  path: Path;
}

export interface WrittenDomain {
  section: DomainSection;
  domain: DomainConfig;
  config: MasterConfig;
  path: Path;
  /** Where its zone is. */
  zonePath: Path;
}

/** Warns of what works, but hardly as it was meant, and names the remedy. What only defaults say is never warned of. */
export type Lint<T> = (written: T, report: Report) => void;

/** Seconds as a person writes them. */
export const seconds = (value: number): number => Number(value.toFixed(3));
