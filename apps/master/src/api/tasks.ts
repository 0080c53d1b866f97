import { rules } from '@failover-dns/config';
import { type TaskDto } from '@failover-dns/contracts';
import { type DomainConfig } from '../config/master-config.js';
import { checkName } from '../health/report-target.js';
import { type Caller } from './caller.js';
import { phaseMs, type Place } from './phase.js';

/** What a caller that asks with these tags is to check, and when: at its place among those that check the same. */
export const tasksFor = (
  domains: Iterable<DomainConfig>,
  caller: Caller,
  tags: readonly string[],
  placeOf: (domain: DomainConfig) => Place | null,
): TaskDto[] =>
  [...domains].filter((domain) => caller.serves(domain, tags)).flatMap((domain) => tasksOf(domain, placeOf(domain)));

export function hasTask(domains: Iterable<DomainConfig>, caller: Caller, tags: readonly string[]): boolean {
  for (const domain of domains) if (domain.targets.length > 0 && caller.serves(domain, tags)) return true;
  return false;
}

/** A task for each check of each target. */
const tasksOf = (domain: DomainConfig, place: Place | null): TaskDto[] =>
  domain.targets.flatMap((target, index) =>
    (domain.checks[index] ?? []).map(({ type, port, params }, check) => ({
      check_name: checkName(domain, index, check),
      domain: domain.name,
      target_ip: target.ip,
      port,
      type,
      timeout_sec: domain.agent.timeoutSec,
      interval_sec: domain.agent.intervalSec,
      ...fastOf(domain),
      ...(params && { params }),
      ...(place && { phase_sec: phaseMs(`${type} ${target.ip} ${port}`, place, domain.agent.intervalSec * 1000) / 1000 }),
    })),
  );

const fastOf = ({ agent: { fastIntervalSec }, rules: { rise, fall } }: DomainConfig) =>
  fastIntervalSec === undefined ? {} : { fast_interval_sec: fastIntervalSec, rise, fall };

/** `?tags=a,b` or `?tags=a&tags=b` */
export const tagsOf = (query: string | string[] | undefined): string[] => rules.splitTags([query ?? []].flat());
