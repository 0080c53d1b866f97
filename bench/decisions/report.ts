import { count, percent, rate, seconds, table, times } from './format.ts';
import { atMain, type Goal, goals, rowOf } from './goals.ts';
import { COUNTED_LOSS, LOSSES, MAIN_LOSS, type Measured, type Results } from './measure.ts';
import { type CutOffs, type Outages } from './scenarios.ts';
import { recommended, type Semantics } from './semantics.ts';
import { percentile, poissonBounds } from './stats.ts';
import { type Counted } from './verify.ts';

const lossName = (loss: number): string => `${Number((loss * 100).toPrecision(3))} %`;
const nameCells = ({ name, settings, agents }: Semantics): string[] => [name, settings, `${agents}`];
const NAME_HEAD = ['semantics', 'settings', 'agents'];

/** `p50 / p99 / longest` */
const spread = (sorted: readonly number[]): string =>
  [percentile(sorted, 0.5), percentile(sorted, 0.99), percentile(sorted, 1)].map((ms) => (ms / 1000).toFixed(1)).join(' / ');

/** `1,234 (1,100–1,380)`, or that none was seen and what that says. */
function counted({ failovers, targetYears }: Counted): string {
  const [low, high] = poissonBounds(failovers).map((bound) => rate(bound / targetYears));
  if (failovers === 0) return `0 in ${rate(targetYears)} target-years (≤ ${high})`;
  return `${rate(failovers / targetYears)} (${low}–${high})`;
}

const perYear = ({ failovers, targetYears }: Counted): number => failovers / targetYears;

const goalsTable = (reached: readonly Goal[]): string =>
  table(
    ['goal', 'measured', 'wanted', ''],
    reached.map(({ what, measured, wanted, reached: is }) => [what, measured, wanted, is ? 'pass' : '**fail**']),
  );

const mainTable = (rows: readonly Measured[]): string =>
  table(
    [...NAME_HEAD, 'false failovers a target-year', 'detect, s', 'recover, s', 'dead address answered', 'flapping, changes/h'],
    rows.map((row) => {
      const { detect, recover, dead } = atMain(row.outages);
      const [changes, falsely] = [row.flapsPerHour.toFixed(1), rate(atMain(row.falseFailovers))];
      return [...nameCells(row.semantics), falsely, spread(detect), spread(recover), percent(dead), changes];
    }),
  );

const lossTable = (rows: readonly Measured[]): string =>
  table(
    [...NAME_HEAD, ...LOSSES.map(lossName), `${lossName(MAIN_LOSS)}, in bursts of 5 s (counted)`],
    rows.map((row) => [...nameCells(row.semantics), ...row.falseFailovers.map(rate), counted(row.bursts)]),
  );

const otherLosses = LOSSES.filter((loss) => loss !== MAIN_LOSS);

function outageTable(rows: readonly Measured[]): string {
  const of = (row: Measured, loss: number): Outages => row.outages[LOSSES.findIndex((one) => one === loss)] as Outages;
  return table(
    [
      ...NAME_HEAD,
      ...otherLosses.flatMap((loss) => [`detect at ${lossName(loss)}`, 'recover', 'dead']),
      `detect, unphased at ${lossName(MAIN_LOSS)}`,
      'recover',
      'dead',
    ],
    rows.map((row) => [
      ...nameCells(row.semantics),
      ...[...otherLosses.map((loss) => of(row, loss)), row.unphased].flatMap(({ detect, recover, dead }) => [
        spread(detect),
        spread(recover),
        percent(dead),
      ]),
    ]),
  );
}

function cutTable(rows: readonly Measured[]): string {
  const cells = (of: { alone: CutOffs; withLoss: CutOffs } | null): string[] =>
    of === null ? ['–', '–'] : [of.alone, of.withLoss].map(({ failovers, cuts }) => `${failovers} in ${cuts}`);
  return table(
    [
      ...NAME_HEAD,
      'cut off, no other loss',
      `cut off, ${lossName(MAIN_LOSS)} loss`,
      'silent, no other loss',
      `silent, ${lossName(MAIN_LOSS)} loss`,
      'when none is up it answers',
    ],
    rows.map(({ semantics, cut, silent }) => [...nameCells(semantics), ...cells(cut), ...cells(silent), semantics.whenNoneIsUp]),
  );
}

const verifyTable = (rows: readonly Measured[]): string =>
  table(
    [...NAME_HEAD, 'computed', 'counted on the charts', 'counted on the core', 'reports', 'disagreements'],
    rows.map(({ semantics, falseFailovers, onCharts, onCore }) => [
      ...nameCells(semantics),
      rate(falseFailovers[LOSSES.indexOf(COUNTED_LOSS)] ?? Number.NaN),
      counted(onCharts),
      ...(onCore === null ? ['–', '–', '–'] : [counted(onCore), count(onCore.reports), `${onCore.disagreements}`]),
    ]),
  );

const tunedTable = ({ tuned }: Results): string =>
  table(
    ['settings', 'false failovers', 'the same in bursts of 5 s', 'detect, s', 'recover, s', 'flapping, changes/h'],
    tuned.map(({ semantics, falseFailovers, bursts, outages: { detect, recover }, flapsPerHour }) => [
      semantics.settings,
      rate(falseFailovers),
      counted(bursts),
      spread(detect),
      spread(recover),
      flapsPerHour.toFixed(1),
    ]),
  );

const hastyTable = ({ hasty }: Results, ours: number): string =>
  table(
    ['one vantage', 'looks every', 'probes a minute', 'false failovers a target-year', 'three agents, fall 2: fewer by'],
    hasty.map(({ fall, intervalMs, probesPerMinute, falseFailovers }) => [
      `fall ${fall}, fast 1 s`,
      seconds(intervalMs),
      probesPerMinute.toFixed(0),
      rate(falseFailovers),
      times(falseFailovers / ours),
    ]),
  );

const RECOMMENDED = `\`\`\`yaml
server: { policy: quorum, min_agents: 2, on_silence: hold, rise: 2, fall: 3 }
agent: { interval_sec: 10, fast_interval_sec: 1 }
\`\`\``;

/** The page, and what is printed. */
export function report(results: Results): string {
  const { rows, effort } = results;
  const reached = goals(rows);
  const failed = reached.filter((goal) => !goal.reached).length;
  const bursts = (agents: number, fall: number): number => perYear(rowOf(rows, recommended(agents, fall)).bursts);
  const burstGain = (fall: number): string => times(bursts(1, fall) / bursts(3, fall));
  const [two, three] = [rowOf(rows, recommended(3, 2)), rowOf(rows, recommended(3, 3))];
  return `# Decision quality

How often does a server take a target out that is up, and how long does it answer one that is dead? \`npm run bench:decisions\` writes this
page. It plays probes, losses and reports in virtual time with a seeded generator, so every run prints the same. For Failover DNS the reports
go through the server's own \`reduce\` and \`decide\`; the others are **models**, written from their documented rules. No other program was run.

Recommended with three agents or more:

${RECOMMENDED}

\`fall: 2\` answers a second sooner and is enough on good paths. With one agent leave \`min_agents\` at 1, as two will never vote; with two agents a
\`quorum\` is \`all\`.

## Goals

${goalsTable(reached)}

${failed === 0 ? 'All goals are reached.' : `${failed} of ${reached.length} goals are missed.`} Two things they do not say. They are about losses that are
independent of each other: where losses come in bursts ([below](#false-failovers-a-target-year)), three agents were counted ${burstGain(2)} better than one
with \`fall: 2\`, and ${burstGain(3)} with \`fall: 3\`. And one vantage that looks more often comes closer, or past
([below](#three-agents-against-one-that-hurries)), until its own path is cut.

## At ${lossName(MAIN_LOSS)} loss

Two targets, an interval of 10 s, agents spread evenly over it. "Detect" is from the failure to the answer without the target, "recover" from
the end of a 5-minute outage to the answer with it: p50 / p99 / longest of ${count(effort.trials)} outages that begin anywhere in the interval. "Dead address
answered" is the share of the outage in which the answer held it, caches aside. The flapping target is up and down for 15 s each, so it
really changes 240 times an hour: few changes mean that it is ridden out, 240 that it is followed.

${mainTable(rows)}

\`priority\` judges a target as \`any\` does.

## False failovers a target-year

Answers that lost a target that was up, computed for independent losses. Losses on real paths come in bursts, in which a quick second look
fails like the first: in the last column a path is lost for 5 s on average (exponential), 1 % of the time, each agent's on its own;
counted over ${effort.burstYears} target-years, with 95 % bounds. More agents help there, and looking again after a second
hardly does.

${lossTable(rows)}

## Outages at other losses, and without phases

Until the master divides the interval among the agents, each looks whenever it was started ("unphased"). Seconds, p50 / p99 / longest.

${outageTable(rows)}

## One agent cut off or silent for 10 minutes

Targets that are up and left the answer meanwhile, two targets a cut. Cut off: every probe of the agent fails. Silent: nothing comes from it.
A server that probes for itself cannot be silent. Where the only agent of a domain is silent under \`hold\`, its vote stands for twice the grace,
which ends just before its silence does. With losses, a cut-off agent leaves the others no vote to spare: with three agents and
\`fall: 2\` another's two lost probes in a row then suffice (${rate(two.cut.expected)} a target and cut, computed; with
\`fall: 3\` ${rate(three.cut.expected)}).

${cutTable(rows)}

## Three agents against one that hurries

With independent losses alone, one vantage can be as good: it looks more often, and again and again after a failure. These all detect
within the ${seconds(percentile(atMain(two.outages).detect, 1))} that three agents with \`fall: 2\` need at the longest, at ${lossName(MAIN_LOSS)} loss. What no setting gives one vantage is an answer when
its own path is cut: then it fails everything over.

${hastyTable(results, atMain(two.falseFailovers))}

## Other settings of three agents, quorum, at ${lossName(MAIN_LOSS)} loss

${tunedTable(results)}

The longer the second look waits, the more bursts it outlasts, and the later a dead target is noticed. A high \`rise\` rides a flapping target out,
and keeps a recovered one out longer, as it does one that was taken out falsely.

## How it was computed, and checked

**Computed**: false failovers under independent losses. One agent's vote is a finite chart; for Failover DNS it is read off the core's own
\`nextVote\`, result by result, with the agent's rule for \`fast_interval_sec\` (after a result that differs from the last it looks again every
second until \`rise\` or \`fall\` in a row are seen). While the target is up, agents are independent, so with *T* the interval, *f*ᵢ(*t*) the
long-run chance that agent *i*'s probe at *t* turns its vote from up to down, *q*ⱼ(*t*) the chance that agent *j* says down at *t*, and *k* the
votes needed,

> false failovers a year = (year / *T*) · Σᵢ Σₜ *f*ᵢ(*t*) · P(exactly *k* − 1 of the agents *j* ≠ *i* say up at *t*),

where the last is the Poisson-binomial chance with 1 − *q*ⱼ(*t*), and *f* and *q* come from the stationary distribution of the chart over the
ticks of one interval. Nothing is rounded or left out: every agent reports each interval, so no vote goes stale.

**Counted**, as a check, at ${lossName(COUNTED_LOSS)} loss, where failovers are frequent: on the charts for ${effort.chartYears} target-years each, and for ours on \`reduce\`
and \`decide\`, where after every report the charts must answer the same. In brackets: 95 % bounds (Poisson, so a little narrow, as failovers cluster
a little); none seen: 3 / target-years.

${verifyTable(rows)}

**Simulated**: everything else. "In *N* target-years" means what it says.

## The models

- **PyFailoverDNS**: an agent's last report is what it says; any that is ok and younger than 60 s keeps the target.
- **gdnsd** (\`gdnsd.config(5)\`): a failure counts until 10 successes in a row (\`ok_thresh\`); 10 counted failures (\`down_thresh\`) take the target
  down, 20 successes in a row (\`up_thresh\`) bring it back. One vantage, itself; its own interval is 10 s.
- **PowerDNS Lua** (\`ifportup\`): \`minimumFailures\` failures in a row take an address out (1 unless set), one success brings it back. One vantage,
  itself. It checks every 5 s unless told otherwise; here every 10 s like the others, so at its own interval it detects in half the
  time, with twice the false failovers.
- **Consul**: \`failures_before_critical: 3\` in a row, \`success_before_passing: 0\`. The one agent beside the service looks; that it may be lost
  itself (its node then fails) is not modelled as silence: "silent" is left out.
- **Failover DNS** defaults: \`rise: 1\`, \`fall: 1\`, \`on_silence: fallback\`, no \`fast_interval_sec\`. Rows with "no fast"
  and the unphased columns are what is to be had where master or agent know neither \`fast_interval_sec\` nor phases.

A probe takes no time here and its report none: add the check's \`timeout_sec\` to each look at a target that is silent rather than refusing,
and up to 200 ms for the report. TTLs come on top.
`;
}
