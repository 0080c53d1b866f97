import { type CheckResult, type Rules, type Vote, type VoteValue } from './model.js';

export interface Observation {
  agent: string;
  result: CheckResult;
  /** When the check ended, on the master's clock. */
  at: number;
  latencyMs: number | null;
  reason: string | null;
}

type VoteRules = Pick<Rules, 'timeoutMs' | 'rise' | 'fall' | 'window'>;

export const isFresh = (vote: Vote, now: number, rules: Pick<Rules, 'timeoutMs'>): boolean => now - vote.at < rules.timeoutMs;

/** What a vote says at `now`: one that went stale says nothing. */
export const valueAt = (vote: Vote, now: number, rules: Pick<Rules, 'timeoutMs'>): VoteValue =>
  isFresh(vote, now, rules) ? vote.value : 'unknown';

/**
 * One agent's vote about one target, after one more observation.
 *
 *     no vote, or a stale one ── ok ──▶ up       no vote, or a stale one ── fail ──▶ down
 *     up   ── fail, and `fall` of the last `window` failed ──▶ down
 *     down ── ok, and the last `rise` were ok ──▶ up
 *     any  ── error ──▶ as it was: no evidence, and no fresher for it
 *
 * An observation that is older than the vote arrived late and changes nothing.
 */
export function nextVote(vote: Vote | undefined, seen: Observation, now: number, rules: VoteRules): Vote {
  const { agent, at, latencyMs, reason } = seen;
  if (seen.result === 'error') {
    return {
      ...(vote ?? { agent, value: 'unknown', recent: '', successes: 0, at: Number.NEGATIVE_INFINITY, latencyMs: null }),
      reason,
    };
  }
  if (vote && at < vote.at) return vote;
  const ok = seen.result === 'ok';
  const previous = vote && vote.value !== 'unknown' && isFresh(vote, now, rules) ? vote : undefined;
  const recent = `${previous?.recent ?? ''}${ok ? 'o' : 'x'}`.slice(-rules.window);
  const successes = ok ? (previous?.successes ?? 0) + 1 : 0;
  return {
    agent,
    value: nextValue(previous, recent, successes, ok, rules),
    recent,
    successes,
    at,
    latencyMs,
    reason: ok ? null : reason,
  };
}

function nextValue(
  previous: Vote | undefined,
  recent: Vote['recent'],
  successes: number,
  ok: boolean,
  rules: VoteRules,
): VoteValue {
  if (previous === undefined) return ok ? 'up' : 'down';
  if (previous.value === 'down') return successes >= rules.rise ? 'up' : 'down';
  return !ok && countFailures(recent) >= rules.fall ? 'down' : 'up';
}

export function countFailures(recent: string): number {
  let failures = 0;
  for (const letter of recent) if (letter === 'x') failures++;
  return failures;
}
