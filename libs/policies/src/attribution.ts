import { type Rules, type Vote } from './model.js';
import { valueAt } from './vote.js';

/** With fewer others that vote nobody can say who lies. */
const FEWEST_OTHERS = 2;
/** In one round an agent must dispute at least so many targets, and at least half of those that the others call up. */
const FEWEST_DISPUTED = 3;
const BAD_ROUNDS = 2;
const CLEAN_ROUNDS = 3;

/** How one agent's votes compare with those of the others. */
export interface Comparison {
  /** Targets it votes on that the majority of the others calls up. */
  comparable: number;
  /** Those of them that it calls down. */
  disputed: number;
}

/** How far an agent is doubted. */
export interface Suspicion {
  suspect: boolean;
  /** Rounds in a row that speak against what it is held for. */
  rounds: number;
}

export const TRUSTED: Suspicion = { suspect: false, rounds: 0 };

/**
 * An agent's standing after one more round.
 *
 *     trusted ── 2 bad rounds in a row ──▶ suspect
 *     suspect ── 3 clean rounds in a row ──▶ trusted
 *     a round without anything to compare changes nothing
 */
export function nextSuspicion(before: Suspicion, round: Comparison): Suspicion {
  if (round.comparable === 0) return before;
  if (isBad(round) === before.suspect) return before.rounds === 0 ? before : { ...before, rounds: 0 };
  const rounds = before.rounds + 1;
  return rounds < (before.suspect ? CLEAN_ROUNDS : BAD_ROUNDS) ? { ...before, rounds } : { suspect: !before.suspect, rounds: 0 };
}

const isBad = ({ comparable, disputed }: Comparison): boolean => disputed >= FEWEST_DISPUTED && 2 * disputed >= comparable;

/**
 * Adds one target's votes to the comparisons, by agent. Agents that are doubted already (`doubted`) are compared with the others and
 * are none of the others. To be doubted takes two others; to be trusted again takes one, as the rest may have fallen silent.
 */
export function compare(
  into: Map<string, Comparison>,
  votes: readonly Vote[],
  now: number,
  rules: Pick<Rules, 'timeoutMs'>,
  doubted: ReadonlySet<string>,
): void {
  let ups = 0;
  let voters = 0;
  for (const vote of votes) {
    const value = valueAt(vote, now, rules);
    if (value === 'unknown' || doubted.has(vote.agent)) continue;
    voters++;
    if (value === 'up') ups++;
  }
  // An even split says nothing about who is right.
  if (2 * ups <= voters) return;
  for (const vote of votes) {
    const value = valueAt(vote, now, rules);
    if (value === 'unknown') continue;
    const isOne = doubted.has(vote.agent) ? 0 : 1;
    const others = voters - isOne;
    const upOthers = ups - (value === 'up' ? isOne : 0);
    if (others < (isOne ? FEWEST_OTHERS : 1) || 2 * upOthers <= others) continue;
    const before = into.get(vote.agent) ?? { comparable: 0, disputed: 0 };
    into.set(vote.agent, {
      comparable: before.comparable + 1,
      disputed: before.disputed + (value === 'down' ? 1 : 0),
    });
  }
}

/**
 * The tags whose agents (two or more) all call a target down while every other agent (one or more) calls it up: the path from
 * there is broken rather than the target.
 */
export function pathFaults(
  votes: readonly { agent: string; value: string }[],
  tagsOf: (agent: string) => readonly string[],
): string[] {
  const said = votes.filter(({ value }) => value !== 'unknown');
  const tags = new Set(said.flatMap(({ agent }) => tagsOf(agent)));
  return [...tags].filter((tag) => {
    const inside = said.filter(({ agent }) => tagsOf(agent).includes(tag));
    const outside = said.filter(({ agent }) => !tagsOf(agent).includes(tag));
    return (
      inside.length >= 2 &&
      outside.length >= 1 &&
      inside.every(({ value }) => value === 'down') &&
      outside.every(({ value }) => value === 'up')
    );
  });
}
