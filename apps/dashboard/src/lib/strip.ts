import type { DomainRow, StateSpan } from '../api/types.js';
import { clockMinute, DAY } from './time.js';
import { number } from './words.js';

export type Shown = StateSpan['state'] | 'absent';
export interface Run {
  state: Shown;
  /** In units of the strip's width. */
  x: number;
  width: number;
}

/** A day of a domain’s states, as a row has them. */
export type DayOfStates = Pick<DomainRow, 'spans' | 'span_count'>;

/** Half a unit: the grid on which the worst state wins. */
const CELLS_PER_UNIT = 2;
/** 2.5 units: an outage of ten seconds must not vanish. */
const LEAST_CELLS = 5;

const RANKS: Readonly<Record<Shown, number>> = { absent: 0, healthy: 1, gap: 2, degraded: 3, unknown: 4, frozen: 5, fallback: 6 };

/** The strip's pieces, left to right, without gaps; before the first span the domain was not there. */
export function stripRuns(spans: readonly StateSpan[], now: number, { width = 240, hours = 24 } = {}): Run[] {
  const cells = width * CELLS_PER_UNIT;
  const length = (hours / 24) * DAY;
  const grid = new Array<Shown>(cells).fill('absent');
  const cellOf = (at: number): number => ((at - (now - length)) / length) * cells;
  spans.forEach(({ at, state }, index) => {
    const end = Math.min(cells, Math.ceil(cellOf(spans[index + 1]?.at ?? now)));
    if (end <= 0) return;
    const isNormal = state === 'healthy';
    const least = isNormal ? 0 : LEAST_CELLS;
    const start = Math.max(0, Math.min(Math.floor(cellOf(at)), cells - least, cells - 1));
    const stop = Math.min(cells, Math.max(end, start + least));
    for (let cell = start; cell < stop; cell++) {
      const there = grid[cell] ?? 'absent';
      if (RANKS[state] > RANKS[there]) grid[cell] = state;
    }
  });
  return runsOf(grid);
}

function runsOf(grid: readonly Shown[]): Run[] {
  const runs: Run[] = [];
  for (const state of grid) {
    const last = runs.at(-1);
    if (last?.state === state) last.width += 1 / CELLS_PER_UNIT;
    else runs.push({ state, x: last ? last.x + last.width : 0, width: 1 / CELLS_PER_UNIT });
  }
  return runs;
}

/** Of so many changes the master sends the worst of each part of the day: the states are true, how often and how long is not. */
export const isThinned = ({ spans, span_count }: DayOfStates): boolean => span_count > spans.length;

/** `288 changes of state` */
export const changesWords = ({ span_count }: DayOfStates): string => `${number(span_count - 1)} changes of state`;

/** The worst of the day. */
export const worstOf = ({ spans }: DayOfStates): StateSpan['state'] =>
  spans.reduce<StateSpan['state']>((worst, { state }) => (RANKS[state] > RANKS[worst] ? state : worst), 'healthy');

const MOST_READ = 4;
export const WORDS: Readonly<Record<Shown, string>> = {
  absent: 'did not exist',
  gap: 'master not running',
  healthy: 'healthy',
  degraded: 'degraded',
  unknown: 'unknown',
  frozen: 'frozen',
  fallback: 'fallback',
};

/** The strip read out: `Last 24 hours: fallback 02:52 to now; else healthy`. */
export function stripLabel(day: DayOfStates, now: number): string {
  const { spans } = day;
  if (isThinned(day))
    return `Last 24 hours: ${changesWords(day)}; at worst ${WORDS[worstOf(day)]}; now ${WORDS[spans.at(-1)?.state ?? 'absent']}`;
  const start = now - DAY;
  const troubles = spans.flatMap(({ at, state }, index) => {
    const end = spans[index + 1]?.at;
    if (state === 'healthy' || (end ?? now) <= start) return [];
    return [
      `${WORDS[state]} ${at <= start ? 'since before' : clockMinute(at)} to ${end === undefined ? 'now' : clockMinute(end)}`,
    ];
  });
  const isYoung = (spans[0]?.at ?? now) > start;
  const wasHealthy = spans.some(({ state }) => state === 'healthy');
  const told = troubles.slice(-MOST_READ);
  const parts = [
    ...(troubles.length > MOST_READ ? [`${troubles.length - MOST_READ} times in trouble before`] : []),
    ...told,
    ...(wasHealthy ? [troubles.length === 0 ? 'healthy throughout' : 'else healthy'] : []),
    ...(isYoung ? ['did not exist before'] : []),
  ];
  return `Last 24 hours: ${parts.join('; ')}`;
}
