import { type Rules, type Tally, type VerdictValue } from './model.js';
import { verdict } from './verdict.js';

/** A target's verdict as it stands, and what must be remembered of earlier ones. */
export interface Settled {
  value: VerdictValue;
  since: number;
  /** Since when too few agents vote while the value is held; null: enough do. */
  silentSince: number | null;
  /** When it last went from up to something else; null: never. */
  leftAt: number | null;
  /** When it came up after it had been down or had left; null: it is not up, or was never anything else. */
  backAt: number | null;
  /** Until then the value stands from before the start, whatever the silence. */
  provisionalUntil: number | null;
}

export const unsettled = (now: number): Settled => ({
  value: 'unknown',
  since: now,
  silentSince: null,
  leftAt: null,
  backAt: null,
  provisionalUntil: null,
});

/**
 * A target's verdict after the votes changed, or time passed.
 *
 *     any ── the votes decide ──▶ what they say
 *     any ── it hangs on missing votes ──▶ as it was                       (only under hold)
 *     any ── too few voters, standing from before the start ──▶ as it was until then
 *     any ── too few voters, under hold ──▶ as it was, for the grace more; then unknown
 *     any ── too few voters ──▶ unknown
 */
export function settle(before: Settled, tally: Tally, now: number, rules: Pick<Rules, 'onSilence' | 'agentGraceMs'>): Settled {
  const said = verdict(tally);
  if (said === 'up' || said === 'down') return become(before, said, null, null, now);
  if (said === 'undecided') return become(before, before.value, null, before.provisionalUntil, now);
  if (before.provisionalUntil !== null && now < before.provisionalUntil) return before;
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
  const isBack = value === 'up' && (before.value === 'down' || leftAt !== null);
  return { value, since: now, silentSince, leftAt, backAt: isBack ? now : null, provisionalUntil };
}

/** When the verdict may change by itself, whatever the votes do. */
export function settledUntil({ silentSince, provisionalUntil }: Settled, rules: Pick<Rules, 'agentGraceMs'>): number {
  if (provisionalUntil !== null) return provisionalUntil;
  return silentSince === null ? Number.POSITIVE_INFINITY : silentSince + rules.agentGraceMs;
}
