import { type CheckResult, type Rules, type Vote, type VoteValue, type VoteView } from './model.js';

export interface Observation {
  agent: string;
  result: CheckResult;
  /** When the check ended, on the master's clock. */
  at: number;
  latencyMs: number | null;
  reason: string | null;
}

type VoteRules = Pick<Rules, 'timeoutMs' | 'rise' | 'fall' | 'window'>;

/** Sums, not differences, are compared with the clock everywhere: `at + timeout` rounds as it does where the wake is set. */
export const isFresh = (vote: Pick<Vote, 'at'>, now: number, rules: Pick<Rules, 'timeoutMs'>): boolean =>
  now < vote.at + rules.timeoutMs;

/** What a vote says at `now`: one that went stale says nothing. */
export const valueAt = (vote: Vote, now: number, rules: Pick<Rules, 'timeoutMs'>): VoteValue =>
  isFresh(vote, now, rules) ? vote.value : 'unknown';

const noVote = (agent: string): Vote => ({
  agent,
  value: 'unknown',
  recent: '',
  successes: 0,
  at: Number.NEGATIVE_INFINITY,
  latencyMs: null,
  reason: null,
  provisional: false,
});

/**
 * One agent's vote about one target, after one more observation.
 *
 *     no vote, or a stale one ── ok ──▶ up       no vote, or a stale one ── fail ──▶ down
 *     up   ── fail, and `fall` of the last `window` failed ──▶ down
 *     down ── ok, and the last `rise` were ok ──▶ up
 *     any  ── error ──▶ as it was: no evidence, and no fresher for it
 *
 * An observation that is older than the vote arrived late and changes nothing. A vote from before the start is as old as the start,
 * so there any fresh observation is newer.
 */
export function nextVote(vote: Vote | undefined, seen: Observation, now: number, rules: VoteRules): Vote {
  const { agent, at, latencyMs, reason } = seen;
  if (vote && isLate(vote, seen, now, rules)) return vote;
  if (seen.result === 'error') return { ...(vote ?? noVote(agent)), reason };
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
    provisional: false,
  };
}

const isLate = (vote: Vote, seen: Observation, now: number, rules: VoteRules): boolean =>
  seen.at < vote.at && !(vote.provisional && isFresh(seen, now, rules));

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

/**
 * The vote of an agent that performs several checks on a target, after one more observation of one of them: down when one says
 * down, up when each says up, otherwise unknown. A vote of before, when there were other checks, stands for each until it speaks.
 */
export function nextJointVote(
  vote: Vote | undefined,
  check: number,
  checks: number,
  seen: Observation,
  now: number,
  rules: VoteRules,
): Vote {
  const before = vote?.parts?.length === checks ? vote.parts : Array.from({ length: checks }, () => partOf(vote, seen.agent));
  const part = nextVote(before[check], seen, now, rules);
  if (vote !== undefined && part === vote.parts?.[check]) return vote;
  const parts = before.with(check, part);
  const speaker = spokesman(parts, now, rules);
  const provisional = speaker.value === 'down' ? speaker.provisional : parts.some((part) => part.provisional);
  return { ...speaker, provisional, parts };
}

function partOf(vote: Vote | undefined, agent: string): Vote {
  if (vote === undefined || vote.value === 'unknown') return noVote(agent);
  const { value, recent, successes, at, latencyMs, reason } = vote;
  return { agent, value, recent, successes, at, latencyMs, reason, provisional: true };
}

/**
 * The part that speaks for all: the freshest that says down, else the one that has said nothing, else the one that goes stale
 * first. One that is stale already says nothing by its age, and so does the vote: it is missing as long as that part is.
 */
function spokesman(parts: readonly Vote[], now: number, rules: VoteRules): Vote {
  const down = parts.filter((part) => valueAt(part, now, rules) === 'down');
  return down.length > 0
    ? down.reduce((one, other) => (other.at > one.at ? other : one))
    : parts.reduce((one, other) => (other.at < one.at ? other : one));
}

/** When any of its checks last said something. */
export const lastEvidence = (vote: Vote): number =>
  vote.parts === undefined ? vote.at : vote.parts.reduce((latest, { at }) => Math.max(latest, at), vote.at);

export function countFailures(recent: string): number {
  let failures = 0;
  for (const letter of recent) if (letter === 'x') failures++;
  return failures;
}

export const viewOf = (
  vote: Vote,
  now: number,
  rules: Pick<Rules, 'timeoutMs'>,
  { aside, countsDespite }: Pick<VoteView, 'aside' | 'countsDespite'>,
): VoteView => ({
  agent: vote.agent,
  value: valueAt(vote, now, rules),
  ageMs: vote.at === Number.NEGATIVE_INFINITY ? null : now - vote.at,
  failures: countFailures(vote.recent),
  successes: vote.successes,
  latencyMs: vote.latencyMs,
  reason: vote.reason,
  provisional: vote.provisional,
  aside,
  countsDespite,
  recent: vote.recent,
});
