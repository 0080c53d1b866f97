import { decisionLine, selectionText, verdictReason } from './reasons.js';
import {
  type Decision,
  type Domain,
  type DomainState,
  type DomainStateName,
  type TargetDecision,
  type Vote,
  type VoteView,
} from './model.js';
import { type Policy } from './policy.js';
import { tally, verdict } from './verdict.js';
import { countFailures, isFresh, valueAt } from './vote.js';

/** What the domain answers at `now`, and why. `policy` is the one that the domain's rules name. */
export function decide(domain: Domain, policy: Policy, state: DomainState, now: number): Decision {
  const judged = domain.targets.map((target, index) => judge(domain, policy, target, state.votes[index] ?? [], now));
  const up = upAddresses(judged);
  const selected = policy.select(judged.filter((target) => up.has(target.ip)));
  const chosen = new Set(selected.targets.map((target) => target.ip));
  const source = chosen.size > 0 ? 'targets' : 'fallback';
  const targets = judged.map((target) => ({ ...target, answered: chosen.has(target.ip) }));
  const decision = {
    domain: domain.name,
    state: stateOf(targets, up),
    policy: policy.name,
    addresses: source === 'targets' ? [...chosen] : domain.fallback,
    source,
    ttl: source === 'targets' ? domain.ttl : domain.fallbackTtl,
    ttlFrom: source === 'targets' ? 'ttl' : 'fallback_ttl',
    targets,
    selection: selectionText(source, selected.because),
    holdsUntil: earliestExpiry(domain, state, now),
  } satisfies Omit<Decision, 'reason'>;
  return { ...decision, reason: decisionLine(decision) };
}

function judge(
  domain: Domain,
  policy: Policy,
  target: Domain['targets'][number],
  votes: readonly Vote[],
  now: number,
): TargetDecision {
  const counted = tally(policy, votes, now, domain.rules);
  const views = votes.map((vote) => viewOf(vote, now, domain.rules));
  const value = verdict(counted);
  return {
    ...target,
    verdict: value,
    answered: false,
    tally: counted,
    votes: views,
    reason: verdictReason(value, counted, views),
  };
}

function viewOf(vote: Vote, now: number, rules: Domain['rules']): VoteView {
  return {
    agent: vote.agent,
    value: valueAt(vote, now, rules),
    ageMs: vote.at === Number.NEGATIVE_INFINITY ? null : now - vote.at,
    failures: countFailures(vote.recent),
    successes: vote.successes,
    latencyMs: vote.latencyMs,
    reason: vote.reason,
  };
}

/** An address that stands in the list with several ports is up when it is up on each of them. */
function upAddresses(targets: readonly TargetDecision[]): ReadonlySet<string> {
  const up = new Set(targets.map((target) => target.ip));
  for (const target of targets) if (target.verdict !== 'up') up.delete(target.ip);
  return up;
}

function stateOf(targets: readonly TargetDecision[], up: ReadonlySet<string>): DomainStateName {
  if (targets.every((target) => !target.answered)) return 'fallback';
  // A target that is up and not answered is a standby; one that is not up is a loss, whatever tier it is in.
  return targets.every((target) => up.has(target.ip)) ? 'healthy' : 'degraded';
}

/** Until when nothing changes by itself: votes only ever change by going stale. */
function earliestExpiry(domain: Domain, state: DomainState, now: number): number | null {
  let earliest = Number.POSITIVE_INFINITY;
  for (const votes of state.votes) {
    for (const vote of votes) {
      if (vote.value !== 'unknown' && isFresh(vote, now, domain.rules))
        earliest = Math.min(earliest, vote.at + domain.rules.timeoutMs);
    }
  }
  return earliest === Number.POSITIVE_INFINITY ? null : earliest;
}
