import { type Domain, type DomainState, type HealthEvent, type Vote } from './model.js';
import { nextVote } from './vote.js';

export const EMPTY_STATE: DomainState = new Map();

/** A domain's state after one event. The old state stays as it was, so explain and simulate can go on from any of them. */
export function reduce(domain: Pick<Domain, 'rules'>, state: DomainState, event: HealthEvent, now: number): DomainState {
  const votes = state.get(event.target);
  const vote = nextVote(votes?.get(event.agent), event, now, domain.rules);
  return new Map(state).set(event.target, new Map(votes).set(event.agent, vote));
}

/** The state without the votes whose last evidence is older than `before`, so that agents that went for good take no room. */
export function forget(state: DomainState, before: number): DomainState {
  const kept = new Map<string, ReadonlyMap<string, Vote>>();
  for (const [target, votes] of state) kept.set(target, new Map([...votes].filter(([, vote]) => vote.at >= before)));
  return kept;
}
