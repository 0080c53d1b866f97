import { type SupposedOverrideDto } from '@failover-dns/contracts';
import { type HealthEvent } from '@failover-dns/policies';
import { canonicalAddress } from '../config/address.js';
import { type DomainConfig } from '../config/master-config.js';
import { canonicalName } from '../config/names.js';
import { Problem } from './problem.js';

/** What operators are supposed to do, as events of each domain; 422 for a domain or a target that there is not. */
export function wordsSupposed(
  wanted: readonly SupposedOverrideDto[],
  domains: ReadonlyMap<string, DomainConfig>,
  now: number,
): Map<string, HealthEvent[]> {
  const words = new Map<string, HealthEvent[]>();
  wanted.forEach(({ domain: name, target, agent, tag, action }, index) => {
    if (name == null && (agent != null || tag != null || action === 'release_brake')) return;
    if (name == null) throw refusal(`overrides[${index}].domain`, `${action} needs a domain, an agent or a tag`);
    if (agent != null || tag != null) throw refusal(`overrides[${index}]`, 'one of domain, agent and tag at a time');
    if (action === 'release_brake') throw refusal(`overrides[${index}].domain`, 'the brake is of all domains: leave domain out');
    const domain = domains.get(canonicalName(name));
    if (domain === undefined) throw refusal(`overrides[${index}].domain`, `no domain "${name}" here`);
    const ip = target == null ? null : canonicalAddress(target);
    if (ip !== null && !domain.targets.some((one) => one.ip === ip)) {
      const known = [...new Set(domain.targets.map((one) => one.ip))].join(', ');
      throw refusal(
        `overrides[${index}].target`,
        `${target} is not a target of ${domain.name}; its targets are ${known || 'none'}`,
      );
    }
    words.set(domain.name, [...(words.get(domain.name) ?? []), eventOf(action, ip, now)]);
  });
  return words;
}

function eventOf(action: Exclude<SupposedOverrideDto['action'], 'release_brake'>, ip: string | null, now: number): HealthEvent {
  if (action === 'failback') return { kind: 'failback' };
  if (action === 'release') return { kind: 'release', ip };
  return { kind: 'override', override: { kind: action, ip, who: 'somebody', why: 'supposed', since: now, until: null } };
}

export const refusal = (path: string, detail: string): Problem => new Problem(422, detail, { errors: [{ path, detail }] });
