import { type Domain, type DomainState, type HealthEvent } from './model.js';
import { nextVote } from './vote.js';

export const emptyState = (domain: Pick<Domain, 'targets'>): DomainState => ({ votes: domain.targets.map(() => []) });

/** A domain's state after one event. The old state stays as it was, so explain and simulate can go on from any of them. */
export function reduce(domain: Pick<Domain, 'rules'>, state: DomainState, event: HealthEvent, now: number): DomainState {
  const votes = state.votes[event.target] ?? [];
  const index = votes.findIndex((vote) => vote.agent === event.agent);
  const vote = nextVote(votes[index], event, now, domain.rules);
  return { ...state, votes: state.votes.with(event.target, index < 0 ? [...votes, vote] : votes.with(index, vote)) };
}

/** The state without the votes whose last evidence is older than `before`, so that agents that went for good take no room. */
export const forget = (state: DomainState, before: number): DomainState => ({
  ...state,
  votes: state.votes.map((votes) => votes.filter((vote) => vote.at >= before)),
});
