import { targetKey } from '@failover-dns/policies';
import { type DomainConfig } from '../config/master-config.js';
import { type IncomingReport } from './report.js';

/** What a report is about: places in the domain's list of targets, and in that target's list of checks. */
export interface Subject {
  target: number;
  check: number;
}

/** How a task is called: `domain:ip:port` for a target's first check, `domain:ip:port/name` for its others. */
export function checkName(domain: DomainConfig, target: number, check: number): string {
  const first = `${domain.name}:${targetKey(domain.targets[target] ?? { ip: '', port: null })}`;
  return check === 0 ? first : `${first}/${domain.checks[target]?.[check]?.name}`;
}

/**
 * The check that a report is about; undefined: none of the domain's. Its address and port must be the check's. Among several such
 * the name tells, else the type; where a target has but one check, its name and type do not matter.
 */
export function subjectOf(domain: DomainConfig, report: IncomingReport): Subject | undefined {
  const fitting: Subject[] = [];
  domain.targets.forEach(({ ip }, target) => {
    if (ip !== report.ip) return;
    domain.checks[target]?.forEach(({ port }, check) => {
      if (port === report.port) fitting.push({ target, check });
    });
  });
  const [only] = fitting;
  if (only === undefined || (fitting.length === 1 && domain.checks[only.target]?.length === 1)) return only;
  return (
    fitting.find(({ target, check }) => checkName(domain, target, check) === report.check?.name) ??
    fitting.find(({ target, check }) => domain.checks[target]?.[check]?.type === report.check?.type)
  );
}
