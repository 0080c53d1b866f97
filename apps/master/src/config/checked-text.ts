import { type Fault, formatFault } from '@failover-dns/config';
import { type MasterConfig } from './master-config.js';
import { type MasterConfigResult } from './read-master-config.js';

type Contents = Pick<MasterConfig, 'zones' | 'domains'>;

/** What `--check` says of a config without faults: its warnings, then what it holds. */
export function checkedText(config: Contents, warnings: readonly Fault[]): string {
  const { zones, domains, targets } = sizesOf(config);
  const counts = [count(zones, 'zone'), count(domains, 'domain'), count(targets, 'target')];
  const warned = warnings.length === 0 ? '' : `; ${count(warnings.length, 'warning')}`;
  return [...warnings.map((warning) => `warning: ${formatFault(warning)}`), `ok: ${counts.join(', ')}${warned}`, ''].join('\n');
}

/** What `--check --json` says, of a config with faults too. */
export function checkedJson(read: MasterConfigResult): string {
  const said = read.ok
    ? { ok: true, ...sizesOf(read.config), faults: [], warnings: read.warnings }
    : { ok: false, faults: read.faults, warnings: [] };
  return `${JSON.stringify(said, null, 2)}\n`;
}

const sizesOf = ({ zones, domains }: Contents) => ({
  zones: zones.length,
  domains: domains.size,
  targets: [...domains.values()].reduce((sum, domain) => sum + domain.targets.length, 0),
});

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;
