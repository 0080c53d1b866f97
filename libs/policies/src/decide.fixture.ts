import { decide } from './decide.js';
import { DEFAULT_RULES } from './default-rules.js';
import {
  type CheckResult,
  type Decision,
  type Domain,
  type DomainState,
  type PolicyName,
  type Rules,
  type Target,
  targetKey,
} from './model.js';
import { POLICY_CLASSES } from './policies.js';
import { emptyState, reduce } from './reduce.js';

export const RULES = DEFAULT_RULES;

type Change = Partial<Omit<Domain, 'rules' | 'targets'>> & { rules?: Partial<Rules>; targets?: readonly Partial<Target>[] };

export const aTarget = (change: Partial<Target> = {}): Target => ({
  ip: '192.0.2.10',
  port: 443,
  priority: 0,
  weight: 1,
  disabled: false,
  checks: 1,
  ...change,
});

export function aDomain({ rules, targets = [{ ip: '192.0.2.10' }, { ip: '192.0.2.11' }], ...change }: Change = {}): Domain {
  const select = policyOf(rules?.policy ?? RULES.policy).select;
  return {
    name: 'webmail.failover',
    ttl: 5,
    fallbackTtl: 30,
    fallback: ['192.0.2.254'],
    ...change,
    targets: targets.map(aTarget),
    rules: { ...RULES, select, ...rules },
  };
}

export interface Said {
  agent: string;
  target: string;
  result: CheckResult;
  at: number;
}

/** `fra: 192.0.2.10:443 fail, 192.0.2.11:443 ok` as reports that end at `at`. */
export function says(line: string, at = 0): Said[] {
  const [agent = '', rest = ''] = line.split(/: /);
  return rest.split(', ').map((word) => {
    const [target = '', result] = word.split(' ');
    return { agent, target, result: result as CheckResult, at };
  });
}

/** Place of `192.0.2.10:443` among the domain's targets. */
export const placeOf = (domain: Domain, key: string): number => domain.targets.findIndex((target) => targetKey(target) === key);

export function stateAfter(domain: Domain, reports: readonly Said[], before: DomainState = emptyState(domain, 0)): DomainState {
  return reports.reduce(
    (state, { agent, target, result, at }) =>
      reduce(
        domain,
        policyOf(domain.rules.policy),
        state,
        {
          kind: 'report',
          agent,
          target: placeOf(domain, target),
          result,
          at,
          latencyMs: null,
          reason: result === 'ok' ? null : 'refused',
        },
        at,
      ),
    before,
  );
}

export const policyOf = (name: PolicyName) => new POLICY_CLASSES[name]();

export const decided = (domain: Domain, reports: readonly Said[], now: number): Decision =>
  decide(domain, policyOf(domain.rules.policy), stateAfter(domain, reports), now);
