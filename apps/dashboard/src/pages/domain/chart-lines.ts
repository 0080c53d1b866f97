import type { DomainHistory, LatencySeries } from '../../api/types.js';
import { millis, millisNumber } from '../../lib/millis.js';

/** How an agent’s line is drawn, the same in every chart of a page. */
export interface LineLook {
  /** 1 to 6: a colour of tokens.css. */
  colour: number;
  dash: readonly number[];
}

const COLOURS = 6;
const DASHES: readonly (readonly number[])[] = [[], [7, 2], [2, 2], [7, 2, 2, 2], [12, 3], [4, 4]];

/** By an agent’s place among all: with its colour goes a dash, and the next six have other pairs. */
export function lineLook(place: number): LineLook {
  const colour = place % COLOURS;
  return { colour: colour + 1, dash: DASHES[(colour + Math.floor(place / COLOURS)) % DASHES.length] ?? [] };
}

/** What one chart shows. */
export interface TargetChart {
  target: string;
  series: readonly LatencySeries[];
  /** Indices of buckets with a failed check, by agent. */
  failures: { agent: string | null; buckets: number[] }[];
  /** `8 to 171 ms` in numbers: of the lines, which are means, and the longest check. null: no check passed. */
  span: { min: number; max: number; longest: number } | null;
}

export const agentName = (agent: string | null): string => agent ?? 'all agents';

/** Agents with a line, by name. */
export const agentsOf = ({ series }: Pick<DomainHistory, 'series'>): string[] =>
  [...new Set(series.map(({ agent }) => agentName(agent)))].sort();

export function chartOf(target: string, { series }: Pick<DomainHistory, 'series'>): TargetChart {
  const own = series
    .filter((one) => one.target === target)
    .sort((one, other) => (agentName(one.agent) < agentName(other.agent) ? -1 : 1));
  const values = own.flatMap(({ mean_ms }) => mean_ms.filter((value) => value !== null));
  const longest = Math.max(...own.flatMap(({ max_ms }) => max_ms.filter((value) => value !== null)));
  const failures = own.map(({ agent, failures: counts }) => ({
    agent,
    buckets: counts.flatMap((count, index) => (count > 0 ? [index] : [])),
  }));
  return {
    target,
    series: own,
    failures: failures.filter(({ buckets }) => buckets.length > 0),
    span: values.length === 0 ? null : { min: Math.min(...values), max: Math.max(...values), longest },
  };
}

const STANDS_OUT = 2;

/** `8 to 171 ms`; a check that took much longer than the lines tell is named. */
export function spanWords({ min, max, longest }: NonNullable<TargetChart['span']>): string {
  const words = `${millisNumber(min)} to ${millis(max)}`;
  return longest >= STANDS_OUT * max ? `${words}, longest ${millis(longest)}` : words;
}

const LEAST_MS = 0.05;

/** One axis for all charts: from below the least to above the most, at least one power of ten. */
export function axisOf(charts: readonly TargetChart[]): { min: number; max: number } {
  const spans = charts.flatMap(({ span }) => span ?? []);
  if (spans.length === 0) return { min: 1, max: 100 };
  const min = Math.max(LEAST_MS, Math.min(...spans.map((span) => span.min))) / 1.25;
  const max = Math.max(...spans.map((span) => span.max), LEAST_MS) * 1.25;
  return max / min >= 10 ? { min, max } : { min, max: min * 10 };
}

const MOST_TICKS = 5;

/** 1, 3, 10, 30 … between two values, or powers of ten alone: the lines of the grid. */
export function logTicks(min: number, max: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++)
    for (const step of [1, 3]) {
      const tick = Number((step * 10 ** power).toPrecision(2));
      if (tick >= min && tick <= max) ticks.push(tick);
    }
  return ticks.length <= MOST_TICKS ? ticks : ticks.filter((tick) => Number.isInteger(Math.log10(tick)));
}

/** Neighbouring buckets as runs, both ends inside. */
export function runsOf(buckets: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const bucket of [...buckets].sort((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run && bucket <= run[1] + 1) run[1] = bucket;
    else runs.push([bucket, bucket]);
  }
  return runs;
}

/** Of marks at `places`, those that stand at least `gap` apart. */
export function spaced(places: readonly number[], gap: number): number[] {
  const kept: number[] = [];
  for (const place of places) if (kept.length === 0 || place - (kept.at(-1) ?? 0) >= gap) kept.push(place);
  return kept;
}

/** Labels at wanted heights, pushed apart to `gap` and kept within the two ends; in the order given. */
export function apart(wanted: readonly number[], gap: number, [top, bottom]: readonly [number, number]): number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((one, other) => one.y - other.y);
  let floor = top;
  for (const label of order) {
    label.y = Math.max(label.y, floor);
    floor = label.y + gap;
  }
  let ceiling = bottom;
  for (const label of order.toReversed()) {
    label.y = Math.min(label.y, ceiling);
    ceiling = label.y - gap;
  }
  const placed: number[] = [];
  for (const { y, index } of order) placed[index] = y;
  return placed;
}
