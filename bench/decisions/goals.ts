import { LOSSES, MAIN_LOSS, type Measured } from './measure.ts';
import { INTERVAL_MS, powerDns, recommended, type Semantics } from './semantics.ts';
import { count, seconds, times } from './format.ts';
import { percentile } from './stats.ts';

export interface Goal {
  what: string;
  measured: string;
  wanted: string;
  reached: boolean;
}

const FEWER = 1000;
const SLACK_MS = 3000;

export const rowOf = (rows: readonly Measured[], { name, settings, agents }: Semantics): Measured => {
  const found = rows.find(
    ({ semantics }) => semantics.name === name && semantics.settings === settings && semantics.agents === agents,
  );
  if (found === undefined) throw new Error(`${name}, ${settings}, ${agents} agents was not measured`);
  return found;
};

const MAIN = LOSSES.indexOf(MAIN_LOSS);
export const atMain = <T>(values: readonly T[]): T => values[MAIN] as T;

export function goals(rows: readonly Measured[]): Goal[] {
  const fastest = rows.filter(({ semantics }) => semantics.rules !== null && semantics.recheck !== null && semantics.agents > 1);
  return [
    ...[2, 3].flatMap((fall) => {
      const three = rowOf(rows, recommended(3, fall));
      return [
        fewer(three, rowOf(rows, powerDns(1)), 'one vantage that believes its first failure'),
        fewer(three, rowOf(rows, recommended(1, fall)), 'one vantage of ours with the same settings'),
        none(three),
      ];
    }),
    ...fastest.map(quick),
  ];
}

/** Detection is held to be as fast when its p99 is. */
function fewer(row: Measured, one: Measured, name: string): Goal {
  const ratio = atMain(one.falseFailovers) / atMain(row.falseFailovers);
  const [ours, theirs] = [row, one].map(({ outages }) => [0.5, 0.99].map((share) => percentile(atMain(outages).detect, share)));
  const [our50 = NaN, our99 = NaN, their50 = NaN, their99 = NaN] = [...(ours ?? []), ...(theirs ?? [])];
  return {
    what: `false failovers at ${MAIN_LOSS * 100} % loss, ${label(row.semantics)}, against ${name}`,
    measured: `${times(ratio)} fewer; detection p50 ${seconds(our50)} against ${seconds(their50)}, p99 ${seconds(our99)} against ${seconds(their99)}`,
    wanted: `≥ ${count(FEWER)} × fewer, p99 not slower`,
    reached: ratio >= FEWER && our99 <= their99,
  };
}

function none({ semantics, cut }: Measured): Goal {
  return {
    what: `failovers because one agent is cut off, ${label(semantics)}`,
    measured: `${cut.alone.failovers} in ${cut.alone.cuts} cuts without other losses`,
    wanted: '0',
    reached: cut.alone.failovers === 0,
  };
}

function quick({ semantics, outages, unphased }: Measured): Goal {
  const divided = Math.max(...outages.map(({ detect }) => detect.at(-1) ?? Number.NaN));
  const anywhere = unphased.detect.at(-1) ?? Number.NaN;
  return {
    what: `longest detection with fast 1 s, ${label(semantics)}`,
    measured: `${seconds(divided)}; ${seconds(anywhere)} with agents anywhere in the interval`,
    wanted: `< ${seconds(INTERVAL_MS + SLACK_MS)}`,
    reached: Math.max(divided, anywhere) < INTERVAL_MS + SLACK_MS,
  };
}

const label = ({ agents, rules }: Semantics): string => `${agents} agents, fall ${rules?.fall ?? '–'}`;
