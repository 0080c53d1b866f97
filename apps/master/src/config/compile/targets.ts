import { type CheckType } from '@failover-dns/contracts';
import { type Path } from '@failover-dns/config';
import { type Target, targetKey } from '@failover-dns/policies';
import { canonicalAddress } from '../address.js';
import { type Report } from '../report.js';
import { type MonitorSection, type TargetSection } from '../sections/domain.section.js';

/** A number: the port of a target that names none. `required`: it must name one. `none`: it has none. */
const PORTS: Readonly<Record<CheckType, number | 'required' | 'none'>> = { tcp: 'required', http: 80, https: 443, icmp: 'none' };

export function compileTargets({ mode, targets }: MonitorSection, path: Path, report: Report): Target[] {
  const seen = new Map<string, Path>();
  return targets.flatMap((section, index): Target[] => {
    const at = [...path, 'targets', index];
    if (section?.ip === undefined) return [];
    const port = report.isBroken([...path, 'mode']) ? (section.port ?? null) : portOf(section, mode, at, report);
    const target: Target = {
      ip: canonicalAddress(section.ip),
      port,
      priority: section.priority,
      weight: 1,
      disabled: false,
      checks: 1,
    };
    const first = seen.get(targetKey(target));
    if (first !== undefined && !report.isBroken([...at, 'port'])) {
      const found = `${target.ip}${port === null ? '' : ` port ${port}`} again`;
      report.fault(at, found, 'each target once', `it stands on line ${report.line(first)} already`);
    }
    seen.set(targetKey(target), at);
    return [target];
  });
}

function portOf({ port }: TargetSection, mode: CheckType, at: Path, report: Report): number | null {
  const rule = PORTS[mode];
  if (rule === 'none') {
    if (port !== undefined) report.warn([...at, 'port'], String(port), `no port with mode ${mode}`, 'it is left out');
    return null;
  }
  if (rule === 'required' && port === undefined) {
    report.fault([...at, 'port'], 'nothing', 'a port from 1 to 65535', `mode ${mode} checks a port`);
  }
  return port ?? (rule === 'required' ? null : rule);
}
