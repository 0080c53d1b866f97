import { type Rules } from '../model.js';
import { type Candidate, type Selector } from './selector.js';

/**
 * The highest tier that is up.
 *
 *     none serves, or the one that serves has nothing up ──▶ the highest that is up
 *     a higher one was never out                        ──▶ that one
 *     a higher one came back ── failback auto, or its time is over ──▶ that one
 *     a higher one came back ── failback manual, or not that long ago ──▶ as it was
 */
export const selectPriority: Selector = (candidates, serving, { failback }, now) => {
  const stays = serving !== null && candidates.some(({ target }) => target.priority === serving);
  const waiting = stays ? candidates.filter((one) => one.target.priority > serving && waits(one, failback, now)) : [];
  const tier = Math.max(...candidates.filter((one) => !waiting.includes(one)).map(({ target }) => target.priority));
  const held = waiting.filter(({ target }) => target.priority > tier);
  return {
    targets: candidates.map(({ target }) => target).filter((target) => target.priority === tier),
    because: held.length === 0 ? `priority ${tier}, the highest that is up` : heldText(tier, held, failback, now),
    tier,
    until: Math.min(Number.POSITIVE_INFINITY, ...held.map(({ backAt }) => returnAt(backAt, failback))),
  };
};

const waits = ({ backAt }: Candidate, failback: Rules['failback'], now: number): boolean => now < returnAt(backAt, failback);

function returnAt(backAt: number | null, failback: Rules['failback']): number {
  if (backAt === null || failback === 'auto') return Number.NEGATIVE_INFINITY;
  return failback === 'manual' ? Number.POSITIVE_INFINITY : backAt + failback.afterMs;
}

function heldText(tier: number, held: readonly Candidate[], failback: Rules['failback'], now: number): string {
  const highest = Math.max(...held.map(({ target }) => target.priority));
  const ofHighest = held.filter(({ target }) => target.priority === highest);
  const wait = Math.min(...ofHighest.map(({ backAt }) => returnAt(backAt, failback))) - now;
  const when = wait === Number.POSITIVE_INFINITY ? 'waits to be released' : `is let in after ${Math.ceil(wait / 1000)} s more`;
  return `priority ${tier}; priority ${highest} is up again and ${when} (failback)`;
}
