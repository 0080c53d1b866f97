import { type Observation } from '../probers/observation.js';

/** How soon a check follows a result that differs from the last one, until so many in a row say the same. */
export interface Fast {
  intervalMs: number;
  rise: number;
  fall: number;
}

/** What was said last, and how often in a row since it turned. An `error` says nothing. */
export interface Row {
  said: 'ok' | 'fail' | null;
  length: number;
}

export const NOTHING_SAID: Row = { said: null, length: 0 };

/** The first word is as good as settled: there is none that it differs from. */
export function nextRow(row: Row, { result }: Pick<Observation, 'result'>): Row {
  if (result === 'error') return row;
  if (row.said === null) return { said: result, length: Infinity };
  return { said: result, length: row.said === result ? row.length + 1 : 1 };
}

export const isSettled = ({ said, length }: Row, { rise, fall }: Fast): boolean =>
  said === null || length >= (said === 'ok' ? rise : fall);

/**
 * Milliseconds from the start of this check to that of the next, when it is not to wait for its point of the grid.
 * An `error` is this agent's own trouble, which haste does not mend.
 */
export const hurryMs = (row: Row, { result }: Pick<Observation, 'result'>, fast: Fast | null): number =>
  fast === null || result === 'error' || isSettled(row, fast) ? Infinity : fast.intervalMs;
