import { type Aside, type Rules, type Tally, type Vote } from './model.js';
import { type Policy } from './policy.js';
import { isFresh } from './vote.js';

type TallyRules = Pick<Rules, 'timeoutMs' | 'onSilence' | 'agentGraceMs' | 'minAgents' | 'quorum' | 'policy' | 'attribution'>;

/**
 * Is this vote in its target's electorate? Under `fallback`: while it is fresh. Under `hold`: until the grace after its last
 * evidence ends, which is also when a silent agent is lost.
 */
export const isMember = (vote: Vote, now: number, rules: Pick<Rules, 'timeoutMs' | 'onSilence' | 'agentGraceMs'>): boolean =>
  vote.value !== 'unknown' && now < vote.at + (rules.onSilence === 'hold' ? longest(rules) : rules.timeoutMs);

/** How long a vote stays in the electorate under `hold`. */
export const longest = (rules: Pick<Rules, 'timeoutMs' | 'agentGraceMs'>): number =>
  Math.max(rules.timeoutMs, rules.agentGraceMs);

/** When this vote stops to be fresh or to be a member, whichever comes next after `now`; Infinity: it is neither. */
export function voteUntil(vote: Vote, now: number, rules: Pick<Rules, 'timeoutMs' | 'onSilence' | 'agentGraceMs'>): number {
  if (!isMember(vote, now, rules)) return Number.POSITIVE_INFINITY;
  return isFresh(vote, now, rules) ? vote.at + rules.timeoutMs : vote.at + longest(rules);
}

/** The voters without whom there is no verdict: under an absolute quorum fewer could never say up, so their silence would say down. */
export const enoughVoters = (rules: Pick<Rules, 'policy' | 'quorum' | 'minAgents'>): number =>
  rules.policy === 'quorum' && rules.quorum !== null && 'votes' in rules.quorum
    ? Math.max(rules.minAgents, rules.quorum.votes)
    : rules.minAgents;

/** Counts the votes about one target, without those of agents that are set aside. */
export function tally(policy: Policy, votes: readonly Vote[], now: number, rules: TallyRules, aside: readonly Aside[]): Tally {
  const enough = enoughVoters(rules);
  const all = count(policy, votes, now, rules, enough, []);
  if (aside.length === 0) return all;
  const excluded = excludable(aside, rules);
  if (excluded.length === 0) return all;
  const rest = count(policy, votes, now, rules, enough, excluded);
  // Where too few are left, each counts: a doubted vote says more than none.
  return rest.electorate < Math.max(1, enough) ? all : { ...rest, aside: all.electorate - rest.electorate };
}

/** Those whose votes a tally left out. */
export const leftOut = (counted: Tally, aside: readonly Aside[], rules: Pick<Rules, 'attribution'>): readonly Aside[] =>
  counted.aside === 0 ? [] : excludable(aside, rules);

/**
 * Whose votes may be set aside. How many vote now is no matter: who was found to be cut off is no better when another falls silent.
 */
export const excludable = (aside: readonly Aside[], { attribution }: Pick<Rules, 'attribution'>): readonly Aside[] =>
  attribution === 'off' ? aside.filter(({ because }) => because === 'maintenance') : aside;

function count(
  policy: Policy,
  votes: readonly Vote[],
  now: number,
  rules: TallyRules,
  enough: number,
  without: readonly Aside[],
): Tally {
  let up = 0;
  let down = 0;
  let missing = 0;
  let provisional = 0;
  for (const vote of votes) {
    if (!isMember(vote, now, rules) || without.some(({ agent }) => agent === vote.agent)) continue;
    if (!isFresh(vote, now, rules)) missing++;
    else if (vote.value === 'up') up++;
    else down++;
    if (vote.provisional) provisional++;
  }
  const electorate = up + down + missing;
  return { up, down, missing, electorate, needed: policy.needed(electorate, rules), enough, aside: 0, provisional };
}

/** `undecided`: it hangs on missing votes. `silent`: too few vote at all. */
export type Said = 'up' | 'down' | 'undecided' | 'silent';

/**
 * k of n, with missing votes as a third value.
 *
 *     n = 0, or fewer than enough ──▶ silent
 *     u ≥ k                       ──▶ up         whatever the missing votes would say
 *     u + m < k                   ──▶ down       whatever the missing votes would say
 *     else                        ──▶ undecided
 */
export function verdict({ up, missing, electorate, needed, enough }: Tally): Said {
  if (electorate === 0 || electorate < enough) return 'silent';
  if (up >= needed) return 'up';
  return up + missing < needed ? 'down' : 'undecided';
}
