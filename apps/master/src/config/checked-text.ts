import { type Fault, formatFault } from '@failover-dns/config';
import { type MasterConfig } from './master-config.js';

/** What `--check` says of a config without faults: its warnings, then what it holds. */
export function checkedText({ zones, domains }: Pick<MasterConfig, 'zones' | 'domains'>, warnings: readonly Fault[]): string {
  const targets = [...domains.values()].reduce((sum, domain) => sum + domain.targets.length, 0);
  const counts = [count(zones.length, 'zone'), count(domains.size, 'domain'), count(targets, 'target')];
  const warned = warnings.length === 0 ? '' : `; ${count(warnings.length, 'warning')}`;
  return [...warnings.map((warning) => `warning: ${formatFault(warning)}`), `ok: ${counts.join(', ')}${warned}`, ''].join('\n');
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;
