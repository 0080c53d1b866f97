import { CHECK_PORTS, type CheckType } from '@failover-dns/contracts';
import { type Path } from '@failover-dns/config';
import { type Target, targetKey } from '@failover-dns/policies';
import { canonicalAddress } from '../address.js';
import { type TargetCheck } from '../master-config.js';
import { type Report } from '../report.js';
import { type MonitorSection, type TargetSection } from '../sections/monitor.section.js';
import { type Check, compileChecks } from './checks.js';
import { checkKeys, compileParams } from './params.js';

export const hasPort = (type: CheckType): boolean => CHECK_PORTS[type] !== 'none';

export interface Targets {
  targets: Target[];
  /** For each target, in their order. */
  checks: TargetCheck[][];
}

export function compileTargets(monitor: MonitorSection, path: Path, report: Report): Targets {
  const checks = compileChecks(monitor, path, report);
  const types = checks.map(({ type }) => type);
  checkKeys({ section: monitor, at: path }, types, report);
  for (const { type, keys } of checks) if (keys.length > 1 && keys[0]) checkKeys(keys[0], [type], report);
  const seen = new Map<string, Path>();
  const all = monitor.targets.flatMap((section, index) => {
    const at = [...path, 'targets', index];
    if (section?.ip === undefined) return [];
    checkKeys({ section, at }, types, report);
    const own = checks.map((check) => ({
      name: check.name,
      type: check.type,
      port: portOf(section, check, at, report),
      ...compileParams(check.type, [{ section, at }, ...check.keys], check, report),
    }));
    const { priority, weight, disabled } = section;
    const port = own[0]?.port ?? null;
    const target: Target = {
      ip: canonicalAddress(section.ip),
      port,
      priority,
      weight,
      disabled,
      checks: Math.max(1, own.length),
    };
    const first = seen.get(targetKey(target));
    if (first !== undefined && !report.isBroken([...at, 'port'])) {
      const found = `${target.ip}${port === null ? '' : ` port ${port}`} again`;
      report.fault(at, found, 'each target once', `it stands on line ${report.line(first)} already`);
    }
    seen.set(targetKey(target), at);
    checkTwice(own, checks, report);
    return [{ target, own }];
  });
  return { targets: all.map(({ target }) => target), checks: all.map(({ own }) => own) };
}

function portOf(target: TargetSection, { type, port, at }: Check, targetAt: Path, report: Report): number | null {
  const found = port ?? target.port;
  if (report.isBroken([...at, 'mode'])) return found ?? null;
  const rule = CHECK_PORTS[type];
  if (rule === 'none') return null;
  if (found !== undefined) return found;
  if (rule !== 'required') return rule;
  if (!report.isBroken([...at, 'port'])) {
    report.fault([...targetAt, 'port'], 'nothing', 'a port from 1 to 65535', `mode ${type} checks a port`);
  }
  return null;
}

/** Two names for one check would only count it twice. */
function checkTwice(own: readonly TargetCheck[], checks: readonly Check[], report: Report): void {
  const seen = new Map<string, Check>();
  own.forEach(({ type, port, params }, index) => {
    const check = checks[index];
    if (check === undefined || report.isBroken([...check.at, 'port']) || report.isBroken([...check.at, 'mode'])) return;
    const what = `${type}${port === null ? '' : ` port ${port}`}`;
    const key = `${what} ${JSON.stringify(params ?? {})}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, check);
    else if (first.name !== check.name) {
      report.fault(check.at, `${what} again`, 'each check once', `it stands on line ${report.line(first.at)} already`);
    }
  });
}
