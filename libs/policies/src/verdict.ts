import { type Rules, type Tally, type VerdictValue, type Vote } from './model.js';
import { type Policy } from './policy.js';
import { valueAt } from './vote.js';

/** Counts the fresh votes about one target: only who has something to say is in the electorate. */
export function tally(policy: Policy, votes: readonly Vote[], now: number, rules: Pick<Rules, 'timeoutMs'>): Tally {
  let up = 0;
  let down = 0;
  for (const vote of votes) {
    const value = valueAt(vote, now, rules);
    if (value === 'up') up++;
    else if (value === 'down') down++;
  }
  const electorate = up + down;
  return { up, down, missing: 0, electorate, needed: policy.needed(electorate) };
}

/**
 * k of n, with missing votes as a third value.
 *
 *     n = 0      ──▶ unknown
 *     u ≥ k      ──▶ up       whatever the missing votes would say
 *     u + m < k  ──▶ down     whatever the missing votes would say
 *     else       ──▶ unknown  it hangs on the missing votes
 */
export function verdict({ up, missing, electorate, needed }: Tally): VerdictValue {
  if (electorate === 0) return 'unknown';
  if (up >= needed) return 'up';
  return up + missing < needed ? 'down' : 'unknown';
}
