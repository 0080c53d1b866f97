import { type Rules, type Settled, type Tally, type VerdictValue, type Vote } from './model.js';
import { longest, verdict } from './verdict.js';

export const unsettled = (now: number): Settled => ({
  value: 'unknown',
  since: now,
  silentSince: null,
  leftAt: null,
  backAt: null,
  provisionalUntil: null,
});

type SettleRules = Pick<Rules, 'timeoutMs' | 'onSilence' | 'agentGraceMs'>;

/** What stands, with the time of the last vote up brought up to date. */
export function heard(before: Settled, votes: readonly Vote[], { onSilence }: Pick<Rules, 'onSilence'>): Settled {
  if (onSilence === 'fallback') return before;
  let upAt = before.upAt ?? Number.NEGATIVE_INFINITY;
  for (const { value, at } of votes) if (value === 'up' && at > upAt) upAt = at;
  return upAt === (before.upAt ?? Number.NEGATIVE_INFINITY) ? before : { ...before, upAt };
}

const heldUntil = ({ value, upAt }: Settled, rules: SettleRules): number =>
  value === 'up' && upAt !== undefined && rules.onSilence === 'hold' ? upAt + 2 * longest(rules) : Number.POSITIVE_INFINITY;

/**
 * A target's verdict after the votes changed, or time passed.
 *
 *     any ── the votes decide ──▶ what they say
 *     any ── too few voters, standing from before the start ──▶ as it was until then
 *     up  ── held, and nobody said up for twice the grace ──▶ unknown      (only under hold)
 *     any ── it hangs on missing votes ──▶ as it was                       (only under hold)
 *     any ── too few voters, under hold ──▶ as it was, for the grace more; then unknown
 *     any ── too few voters ──▶ unknown
 *
 * Without the third row agents that say down and fall silent in turn, each before the last one's grace ends, would hold a dead
 * target up for ever: of a missing vote nobody knows what it would say.
 */
export function settle(before: Settled, tally: Tally, now: number, rules: SettleRules): Settled {
  const said = verdict(tally);
  if (said === 'up' || said === 'down') return become(before, said, null, null, now);
  const isProvisional = before.provisionalUntil !== null && now < before.provisionalUntil;
  if (said === 'silent' && isProvisional) return before;
  if (now >= heldUntil(before, rules)) return become(before, 'unknown', null, null, now);
  if (said === 'undecided') return become(before, before.value, null, isProvisional ? before.provisionalUntil : null, now);
  if (rules.onSilence === 'fallback') return become(before, 'unknown', null, null, now);
  const silentSince = before.silentSince ?? now;
  const value = now < silentSince + rules.agentGraceMs ? before.value : 'unknown';
  return become(before, value, value === 'unknown' ? null : silentSince, null, now);
}

function become(
  before: Settled,
  value: VerdictValue,
  silentSince: number | null,
  provisionalUntil: number | null,
  now: number,
): Settled {
  if (value === before.value) {
    if (silentSince === before.silentSince && provisionalUntil === before.provisionalUntil) return before;
    return { ...before, silentSince, provisionalUntil };
  }
  const leftAt = before.value === 'up' ? now : before.leftAt;
  const out = isOut(before);
  const isBack = value === 'up' && out;
  const wasOut = value === 'unknown' && out;
  return { ...before, value, since: now, silentSince, leftAt, backAt: isBack ? now : null, provisionalUntil, wasOut };
}

/** Would it be back if it came up now? What only stood from before the start, and was not confirmed in time, was never in. */
const isOut = ({ value, provisionalUntil, wasOut = false }: Settled): boolean =>
  value === 'down' || wasOut || (value === 'up' && provisionalUntil === null);

/** When the verdict may change by itself, whatever the votes do. */
export function settledUntil(settled: Settled, rules: SettleRules): number {
  const { silentSince, provisionalUntil } = settled;
  if (provisionalUntil !== null) return provisionalUntil;
  const silentUntil = silentSince === null ? Number.POSITIVE_INFINITY : silentSince + rules.agentGraceMs;
  return Math.min(silentUntil, heldUntil(settled, rules));
}
