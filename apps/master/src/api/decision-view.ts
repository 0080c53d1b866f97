import { type DecisionDto, type OverrideDto, type TargetDecisionDto } from '@failover-dns/contracts';
import { type Decision, pathFaults, type TargetDecision } from '@failover-dns/policies';
import { type Clock } from '../health/clock.js';
import { type OverrideRecord } from '../health/overrides.js';

type TagsOf = (agent: string) => readonly string[];

/** A decision as the API sends it: moments become times of day. */
export const decisionView = (decision: Decision, clock: Clock, tagsOf: TagsOf): DecisionDto => ({
  domain: decision.domain,
  state: decision.state,
  tags: [...decision.tags],
  policy: decision.policy,
  addresses: [...decision.addresses],
  weights: decision.weights && [...decision.weights],
  max_answers: decision.maxAnswers,
  source: decision.source,
  cause: decision.cause,
  ttl: decision.ttl,
  ttl_from: decision.ttlFrom,
  tier: decision.tier,
  selection: decision.selection,
  reason: decision.reason,
  holds_until: decision.holdsUntil === null ? null : clock.wallOf(decision.holdsUntil).toISOString(),
  brake: decision.brake && {
    since: clock.wallOf(decision.brake.since).toISOString(),
    until: decision.brake.until === null ? null : clock.wallOf(decision.brake.until).toISOString(),
    why: decision.brake.why,
  },
  targets: decision.targets.map((target) => targetView(target, tagsOf)),
});

function targetView(target: TargetDecision, tagsOf: TagsOf): TargetDecisionDto {
  const { ip, port, priority, weight, verdict, held, service, answered, reason } = target;
  const { up, down, missing, electorate, needed, enough, aside } = target.tally;
  return {
    ip,
    port,
    priority,
    weight,
    verdict,
    for_ms: target.forMs,
    held,
    service,
    in_force: target.inForce,
    answered,
    reason,
    tally: { up, down, missing, electorate, needed, enough, set_aside: aside },
    votes: target.votes.map((vote) => ({
      agent: vote.agent,
      value: vote.value,
      age_ms: vote.ageMs,
      failures: vote.failures,
      successes: vote.successes,
      latency_ms: vote.latencyMs,
      reason: vote.reason,
      provisional: vote.provisional,
      set_aside: vote.aside,
      counts_despite: vote.countsDespite,
      counts: vote.value !== 'unknown' && vote.aside === null,
      differs: vote.value !== 'unknown' && verdict !== 'unknown' && vote.value !== verdict,
      results: vote.recent,
    })),
    path_faults: pathFaults(target.votes, tagsOf),
  };
}

export function overrideView({ scope, kind, who, why, since, until }: OverrideRecord, applies: boolean): OverrideDto {
  const about =
    'agent' in scope
      ? { scope: 'agent', domain: null, name: scope.agent }
      : 'tag' in scope
        ? { scope: 'tag', domain: null, name: scope.tag }
        : { scope: scope.ip === null ? 'domain' : 'target', domain: scope.domain, name: scope.ip };
  return { ...about, kind, who, reason: why, since: since.toISOString(), until: until && until.toISOString(), applies };
}
