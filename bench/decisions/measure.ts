import { falseFailovers, falseFailoversOfOne } from './exact.ts';
import { cutOffs, type CutOffs, flapping, inBursts, type Outages, outages } from './scenarios.ts';
import { FAST_MS, INTERVAL_MS, recommended, type Semantics, tuned, TUNINGS } from './semantics.ts';
import { type Compared, compareWithCharts, type Counted, countOnCharts } from './verify.ts';

export const LOSSES = [0.001, 0.01, 0.05] as const;
export const MAIN_LOSS = 0.01;
/** At this loss failovers are frequent enough to be counted. */
export const COUNTED_LOSS = 0.05;

/** How much is played. */
export interface Effort {
  trials: number;
  cuts: number;
  hours: number;
  chartYears: number;
  burstYears: number;
  reports: number;
}

export const FULL: Effort = { trials: 1000, cuts: 200, hours: 20, chartYears: 6, burstYears: 0.1, reports: 1_000_000 };

/** All that is known of one semantics. */
export interface Measured {
  semantics: Semantics;
  /** False failovers per target-year, computed: for each loss. */
  falseFailovers: readonly number[];
  /** For each loss. */
  outages: readonly Outages[];
  /** With agents anywhere in the interval, at the main loss. */
  unphased: Outages;
  cut: { alone: CutOffs; withLoss: CutOffs; expected: number };
  /** null: it cannot be silent. */
  silent: { alone: CutOffs; withLoss: CutOffs } | null;
  flapsPerHour: number;
  bursts: Counted;
  /** Counted at 5 % loss, against the computation. */
  onCharts: Counted;
  /** null: not ours. */
  onCore: Compared | null;
}

const CUT_SHARE = 600_000 / (365 * 24 * 3_600_000);

export function measure(semantics: Semantics, effort: Effort): Measured {
  const { trials, cuts, hours } = effort;
  const { agents, needed, looksItself } = semantics;
  return {
    semantics,
    falseFailovers: LOSSES.map((loss) => falseFailovers(semantics, loss)),
    outages: LOSSES.map((loss) => outages(semantics, loss, 'divided', trials)),
    unphased: outages(semantics, MAIN_LOSS, 'random', trials),
    cut: {
      alone: cutOffs(semantics, 0, 'cut off', cuts),
      withLoss: cutOffs(semantics, MAIN_LOSS, 'cut off', cuts),
      expected: needed > agents - 1 ? 1 : falseFailovers(semantics, MAIN_LOSS, undefined, 1) * CUT_SHARE,
    },
    silent: looksItself
      ? null
      : { alone: cutOffs(semantics, 0, 'silent', cuts), withLoss: cutOffs(semantics, MAIN_LOSS, 'silent', cuts) },
    flapsPerHour: flapping(semantics, MAIN_LOSS, hours),
    bursts: inBursts(semantics, MAIN_LOSS, effort.burstYears),
    onCharts: countOnCharts(semantics, COUNTED_LOSS, effort.chartYears),
    onCore: semantics.rules === null ? null : compareWithCharts(semantics, COUNTED_LOSS, effort.reports),
  };
}

/** One vantage that looks so often that it detects within the time that three with fall 2 need at the most. */
export interface Hasty {
  fall: number;
  intervalMs: number;
  /** At the main loss. */
  falseFailovers: number;
  probesPerMinute: number;
}

/** Three agents and fall 2 detect within so long: the second agent's phase, and one second look. */
export const worstOfThree = (2 * INTERVAL_MS) / 3 + FAST_MS;

export const hasty = (): Hasty[] =>
  [1, 2, 3, 4].map((fall) => {
    const intervalMs = Math.floor((worstOfThree - (fall - 1) * FAST_MS) / FAST_MS) * FAST_MS;
    const { chain } = recommended(1, fall);
    return {
      fall,
      intervalMs,
      falseFailovers: falseFailoversOfOne(chain, MAIN_LOSS, FAST_MS, intervalMs),
      probesPerMinute: 60_000 / intervalMs,
    };
  });

/** Three agents with other settings, at the main loss. */
export interface Tuned {
  semantics: Semantics;
  falseFailovers: number;
  outages: Outages;
  bursts: Counted;
  flapsPerHour: number;
}

export const tunings = ({ trials, hours, burstYears }: Effort): Tuned[] =>
  TUNINGS.map((tuning) => {
    const semantics = tuned(3, tuning);
    return {
      semantics,
      falseFailovers: falseFailovers(semantics, MAIN_LOSS),
      outages: outages(semantics, MAIN_LOSS, 'divided', trials),
      bursts: inBursts(semantics, MAIN_LOSS, burstYears),
      flapsPerHour: flapping(semantics, MAIN_LOSS, hours),
    };
  });

export interface Results {
  rows: readonly Measured[];
  tuned: readonly Tuned[];
  hasty: readonly Hasty[];
  effort: Effort;
}
