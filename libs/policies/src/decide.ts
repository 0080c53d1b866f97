import { choose, type Choice } from './choose.js';
import {
  type Decision,
  type Domain,
  type DomainState,
  type DomainStateName,
  type Settled,
  type TargetDecision,
} from './model.js';
import { type Policy } from './policy.js';
import { decisionLine, verdictReason } from './reasons.js';
import { advance, resettle } from './reduce.js';
import { isBraked, settledAt, type Standing } from './service.js';
import { excludable, isMember, tally, verdict } from './verdict.js';
import { viewOf } from './vote.js';

/** What the domain answers at `now`, and why. `policy` is the one that the domain's rules name. */
export function decide(domain: Domain, policy: Policy, before: DomainState, now: number): Decision {
  const state = advance(domain, policy, before, now);
  const choice = choose(domain, state, now);
  const chosen = new Set(choice.source === 'fallback' ? [] : choice.addresses);
  const targets = domain.targets.map((_target, index) => judge(domain, policy, state, choice, index, chosen, now));
  const { addresses, weights, maxAnswers, source, cause, tier } = choice;
  const brake = state.brake;
  // What the state keeps may be too early: votes that say the same again live longer, and settle nothing.
  const { until } = resettle(domain, policy, state, now);
  const decision = {
    domain: domain.name,
    state: stateOf(domain, targets, choice),
    policy: policy.name,
    addresses,
    weights,
    maxAnswers,
    source,
    cause,
    ttl: source === 'targets' ? domain.ttl : domain.fallbackTtl,
    ttlFrom: source === 'targets' ? 'ttl' : 'fallback_ttl',
    tier,
    targets,
    brake,
    tags: tagsOf(choice.standings),
    selection: choice.because,
    holdsUntil: until === Number.POSITIVE_INFINITY ? null : until,
  } satisfies Omit<Decision, 'reason'>;
  return { ...decision, reason: decisionLine(decision) };
}

function judge(
  domain: Domain,
  policy: Policy,
  state: DomainState,
  { standings }: Choice,
  index: number,
  chosen: ReadonlySet<string>,
  now: number,
): TargetDecision {
  const { rules, targets } = domain;
  const target = targets[index];
  const standing = standings[index];
  if (target === undefined || standing === undefined) throw new RangeError(`${domain.name} has no target ${index}`);
  const votes = state.votes[index] ?? [];
  const settled = settledAt(state, index);
  const counted = tally(policy, votes, now, rules, state.aside);
  const doubted = excludable(state.aside, rules);
  const views = votes.map((vote) => {
    const why = (isMember(vote, now, rules) ? doubted.find(({ agent }) => agent === vote.agent)?.why : undefined) ?? null;
    return viewOf(
      vote,
      now,
      rules,
      counted.aside > 0 ? { aside: why, countsDespite: null } : { aside: null, countsDespite: why },
    );
  });
  const { ip, port, priority, weight } = target;
  const judged = {
    ip,
    port,
    priority,
    weight,
    verdict: settled.value,
    forMs: now - settled.since,
    held: heldBy(settled, counted, isJudged(standing) && isBraked(settled, state.brake, now)),
    service: standing.service,
    override: standing.override,
    inForce: standing.inForce,
    answered: chosen.has(ip) && !target.disabled,
    tally: counted,
    votes: views,
  } satisfies Omit<TargetDecision, 'reason'>;
  return { ...judged, reason: verdictReason(judged) };
}

function heldBy(settled: Settled, counted: TargetDecision['tally'], braked: boolean): TargetDecision['held'] {
  if (braked) return 'brake';
  if (settled.value === 'unknown') return null;
  const said = verdict(counted);
  if (said === 'undecided') return 'undecided';
  if (said === 'silent') return settled.provisionalUntil === null ? 'silence' : 'provisional';
  return counted.provisional > 0 ? 'provisional' : null;
}

/** Does its verdict count? */
const isJudged = ({ service }: Pick<Standing, 'service'>): boolean => service === 'in' || service === 'drain';

/** Worst first; what operators took out of service is no loss. */
function stateOf({ rules }: Domain, targets: readonly TargetDecision[], { source, tier }: Choice): DomainStateName {
  if (source !== 'targets') return 'fallback';
  const inService = targets.filter(({ service }) => service === 'in' || service === 'forced_up');
  if (targets.some((target) => target.held !== null && isJudged(target))) return 'frozen';
  if (inService.every((target) => target.verdict === 'unknown') && inService.length > 0) return 'unknown';
  const highest = Math.max(...inService.map(({ priority }) => priority));
  if (rules.select === 'priority' && tier !== null && tier < highest) return 'degraded';
  // A target that is up and not answered is a standby; one that is not up is a loss, whatever tier it is in.
  return inService.every((target) => target.verdict === 'up') ? 'healthy' : 'degraded';
}

const TAG_OF: Partial<Record<Standing['service'], string>> = {
  maintenance: 'maintenance',
  drain: 'drain',
  forced_up: 'forced',
  forced_down: 'forced',
};

const tagsOf = (standings: readonly Standing[]): string[] => [
  ...new Set(standings.flatMap(({ service }) => TAG_OF[service] ?? [])),
];
