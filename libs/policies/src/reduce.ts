import { choose } from './choose.js';
import {
  type Domain,
  type DomainState,
  type HealthEvent,
  type Override,
  type ReportEvent,
  type Rules,
  type Settled,
  type Vote,
} from './model.js';
import { type Policy } from './policy.js';
import { settledAt } from './service.js';
import { heard, settle, settledUntil, unsettled } from './settled.js';
import { isMember, tally, voteUntil } from './verdict.js';
import { isFresh, lastEvidence, nextJointVote, nextVote } from './vote.js';

const NONE: readonly never[] = [];

/** What is known of a domain that begins at `now` with no evidence. Under `cold_start: serve_all` its targets count as up for one timeout. */
export function emptyState(domain: Pick<Domain, 'targets' | 'rules'>, now: number): DomainState {
  const { coldStart, timeoutMs } = domain.rules;
  const provisional: Partial<Settled> =
    coldStart === 'serve_all' ? { value: 'up', provisionalUntil: now + timeoutMs, upAt: now } : {};
  return {
    votes: domain.targets.map(() => NONE),
    settled: domain.targets.map(() => ({ ...unsettled(now), ...provisional })),
    tier: null,
    lastGood: NONE,
    overrides: NONE,
    aside: NONE,
    brake: null,
    // What counts as up at once has to be chosen from at once: that is the tier that serves, and the last good answer.
    until: coldStart === 'serve_all' ? now : Number.POSITIVE_INFINITY,
  };
}

/** A domain's state after one event. The old state stays as it was, so explain and simulate can go on from any of them. */
export function reduce(domain: Domain, policy: Policy, before: DomainState, event: HealthEvent, now: number): DomainState {
  const state = advance(domain, policy, before, now);
  switch (event.kind) {
    case 'report':
      return report(domain, policy, state, event, now);
    case 'override':
      return resettle(
        domain,
        policy,
        { ...state, overrides: [...without(state.overrides, event.override.ip), event.override] },
        now,
      );
    case 'release':
      return resettle(domain, policy, { ...state, overrides: without(state.overrides, event.ip) }, now);
    case 'aside':
      return resettle(domain, policy, { ...state, aside: event.aside }, now);
    case 'brake':
      return resettle(domain, policy, { ...state, brake: event.brake }, now);
    case 'failback':
      return resettle(domain, policy, { ...state, tier: null }, now);
  }
}

const without = (overrides: readonly Override[], ip: string | null): Override[] =>
  overrides.filter((override) => override.ip !== ip);

function report(domain: Domain, policy: Policy, state: DomainState, event: ReportEvent, now: number): DomainState {
  const votes = state.votes[event.target];
  const target = domain.targets[event.target];
  if (votes === undefined || target === undefined) throw new RangeError(`${domain.name} has no target ${event.target}`);
  const index = votes.findIndex((vote) => vote.agent === event.agent);
  const before = votes[index];
  const vote =
    target.checks > 1
      ? nextJointVote(before, event.check ?? 0, target.checks, event, now, domain.rules)
      : nextVote(before, event, now, domain.rules);
  const next = { ...state, votes: state.votes.with(event.target, index < 0 ? [...votes, vote] : votes.with(index, vote)) };
  // A vote that says what it said, and only lives longer, settles nothing; a wake that comes too early then does no harm.
  return before !== undefined && saysTheSame(before, vote, now, domain.rules) ? next : resettle(domain, policy, next, now);
}

const saysTheSame = (before: Vote, vote: Vote, now: number, rules: Rules): boolean =>
  before.value === vote.value &&
  before.provisional === vote.provisional &&
  before.at <= vote.at &&
  isFresh(before, now, rules) === isFresh(vote, now, rules) &&
  isMember(before, now, rules) === isMember(vote, now, rules);

/** The state at `now` when nothing was heard meanwhile: every expiry on the way is gone through in its order. */
export function advance(domain: Domain, policy: Policy, before: DomainState, now: number): DomainState {
  let state = before;
  while (state.until <= now) state = resettle(domain, policy, state, state.until);
  return state;
}

/** The verdicts, the tier and the last good answer after something changed at `now`. */
export function resettle(domain: Domain, policy: Policy, before: DomainState, now: number): DomainState {
  const { rules } = domain;
  const current = withoutExpired(before, now);
  const settled = current.votes.map((votes, index) =>
    settle(heard(settledAt(current, index), votes, rules), tally(policy, votes, now, rules, current.aside), now, rules),
  );
  const state = { ...current, settled };
  const { source, tier, addresses, until } = choose(domain, state, now);
  return {
    ...state,
    tier: source === 'targets' ? tier : state.tier,
    lastGood: source === 'targets' ? addresses : state.lastGood,
    until: Math.min(until, nextChange(domain, state, now)),
  };
}

const isOver = (end: { until: number | null }, now: number): boolean => end.until !== null && now >= end.until;

function withoutExpired(state: DomainState, now: number): DomainState {
  const { overrides, aside, brake } = state;
  return {
    ...state,
    overrides: overrides.some((one) => isOver(one, now)) ? overrides.filter((one) => !isOver(one, now)) : overrides,
    aside: aside.some((one) => isOver(one, now)) ? aside.filter((one) => !isOver(one, now)) : aside,
    brake: brake !== null && isOver(brake, now) ? null : brake,
  };
}

/** The next moment after `now` at which something ends by itself. */
function nextChange({ rules }: Domain, { votes, settled, overrides, aside, brake }: DomainState, now: number): number {
  let next = Number.POSITIVE_INFINITY;
  const end = (at: number | null): void => {
    if (at !== null && at > now && at < next) next = at;
  };
  for (const about of votes) for (const vote of about) end(voteUntil(vote, now, rules));
  for (const one of settled) end(settledUntil(one, rules));
  for (const one of overrides) end(one.until);
  for (const one of aside) end(one.until);
  end(brake?.until ?? null);
  return next;
}

/** The state without the votes whose last evidence is older than `before`, so that agents that went for good take no room. */
export const forget = (state: DomainState, before: number): DomainState => ({
  ...state,
  votes: state.votes.map((votes) => votes.filter((vote) => lastEvidence(vote) >= before)),
});
