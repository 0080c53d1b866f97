import { type CheckType } from '@failover-dns/contracts';
import { type Path, show } from '@failover-dns/config';
import { type Report } from '../report.js';
import { type ModeKeys } from '../sections/mode-keys.js';
import { type MonitorSection } from '../sections/monitor.section.js';

/** A section that may say how a check is done, and where it stands. */
export interface WrittenKeys {
  section: ModeKeys;
  at: Path;
}

/** One of the checks that each target of a domain gets. */
export interface Check {
  name: string;
  type: CheckType;
  /** undefined: the target's. */
  port: number | undefined;
  /** Where it is written: at an item of `checks`, or as the monitor itself. */
  at: Path;
  /** The sections whose keys say how the check is done: the first that has a key counts. */
  keys: readonly WrittenKeys[];
}

/** A domain's checks in their order, each with a name of its own; without `checks` the one that `mode` says. */
export function compileChecks(monitor: MonitorSection, path: Path, report: Report): Check[] {
  const { mode, checks } = monitor;
  const common = { section: monitor, at: path };
  if (checks.length === 0) return [{ name: mode, type: mode, port: undefined, at: path, keys: [common] }];
  const seen = new Map<string, Path>();
  return checks.flatMap((section, index): Check[] => {
    if (section === undefined) return [];
    const at = [...path, 'checks', index];
    const type = section.mode ?? mode;
    const name = section.name ?? type;
    const first = seen.get(name);
    if (first === undefined) seen.set(name, at);
    else if (!report.isBroken([...at, 'mode']) && !report.isBroken([...at, 'name'])) {
      const where = section.name === undefined ? at : [...at, 'name'];
      const remedy = section.name === undefined ? 'give this one a name' : 'rename this one';
      const hint = `it stands on line ${report.line(first)} already: ${remedy}`;
      report.fault(where, `the check ${show(name)} again`, 'each check with a name of its own', hint);
    }
    return [{ name, type, port: section.port, at, keys: [{ section, at }, common] }];
  });
}
