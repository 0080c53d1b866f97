import { type Domain, type DomainState, type Vote } from './model.js';
import { type Policy } from './policy.js';
import { advance, resettle } from './reduce.js';
import { isFresh } from './vote.js';

/** What is supposed to happen at `now`. */
export interface Supposition {
  /** Places of the targets that every agent that votes on them calls down from now on. */
  targetsDown: ReadonlySet<number>;
  /** Agents that are not heard any more. */
  agentsLost: ReadonlySet<string>;
  /** How long it goes on so; the other agents keep saying what they say. */
  advanceMs: number;
}

/** The state at `now + advanceMs` if that happened. A target supposed to be down is taken as noticed at once; how long that takes, the bound says. */
export function suppose(
  domain: Domain,
  policy: Policy,
  before: DomainState,
  { targetsDown, agentsLost, advanceMs }: Supposition,
  now: number,
): DomainState {
  const { rules } = domain;
  const live = advance(domain, policy, before, now);
  if (targetsDown.size === 0 && advanceMs === 0) return live;
  const speaks = (vote: Vote): boolean => vote.value !== 'unknown' && isFresh(vote, now, rules) && !agentsLost.has(vote.agent);
  const said = live.votes.map((votes, target) =>
    votes.map((vote) => (speaks(vote) && targetsDown.has(target) ? calledDown(vote, rules.window, now) : vote)),
  );
  // Who goes on reporting is never silent; so only what really ends on the way has to be gone through.
  const meanwhile = said.map((votes) => votes.map((vote) => (speaks(vote) ? { ...vote, at: Number.POSITIVE_INFINITY } : vote)));
  const then = now + advanceMs;
  const after = advance(domain, policy, resettle(domain, policy, { ...live, votes: meanwhile }, now), then);
  const votes = said.map((list) =>
    list.map((vote) => (speaks(vote) && advanceMs > 0 ? { ...vote, at: then, provisional: false } : vote)),
  );
  return resettle(domain, policy, { ...after, votes }, then);
}

const calledDown = (vote: Vote, window: number, now: number): Vote => ({
  agent: vote.agent,
  value: 'down',
  recent: 'x'.repeat(window),
  successes: 0,
  at: now,
  latencyMs: null,
  reason: 'supposed',
  provisional: false,
});
