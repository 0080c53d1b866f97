import type { State, StateCounts } from '../api/types.js';

/** Worst first: could users get a wrong answer? */
export const STATES = ['fallback', 'frozen', 'unknown', 'degraded', 'healthy'] as const satisfies readonly State[];

const RANKS: Readonly<Record<State, number>> = { fallback: 0, frozen: 1, unknown: 2, degraded: 3, healthy: 4 };

/** 0 is the worst. */
export const rankOf = (state: State): number => RANKS[state];

export const isState = (text: string | null): text is State => text !== null && Object.hasOwn(RANKS, text);

export function countStates(rows: readonly { state: State }[]): StateCounts {
  const counts = { fallback: 0, frozen: 0, unknown: 0, degraded: 0, healthy: 0 };
  for (const { state } of rows) counts[state]++;
  return counts;
}
