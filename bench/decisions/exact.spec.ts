import { describe, expect, it } from 'vitest';
import { exactly, falseFailovers, longRun, YEAR_MS } from './exact.ts';
import { inARow } from './models.ts';
import { byDefault, INTERVAL_MS, powerDns, recommended, SEMANTICS, tuned } from './semantics.ts';
import { compareWithCharts, countOnCharts } from './verify.ts';

const INTERVALS = YEAR_MS / INTERVAL_MS;
const P = 0.01;

describe('false failovers, where they can be written down', () => {
  it.each([
    ['one vantage, first failure', powerDns(1), (1 - P) * P],
    // A run of failures, begun by a success.
    ['one vantage, 3 in a row', powerDns(3), (1 - P) * P ** 3],
    ['any of 3', byDefault('any', 3), 3 * (1 - P) * P ** 3],
    ['quorum of 3', byDefault('quorum', 3), 3 * (1 - P) * P * 2 * P * (1 - P)],
    ['all of 3', byDefault('all', 3), 3 * (1 - P) * P * (1 - P) ** 2],
  ])('%s', (_name, semantics, perInterval) =>
    expect(falseFailovers(semantics, P) / (perInterval * INTERVALS)).toBeCloseTo(1, 10),
  );

  it('an agent that is cut off leaves a quorum of 3 what `all` has of 2', () => {
    expect(falseFailovers(byDefault('quorum', 3), P, undefined, 1)).toBeCloseTo(falseFailovers(byDefault('all', 2), P), 6);
  });
});

it('the long run of a chart without second looks is its share of time', () => {
  const { falls, down } = longRun(inARow(1), P, null);
  expect(down[0]).toBeCloseTo(P, 12);
  expect(falls[0]).toBeCloseTo(P * (1 - P), 12);
});

it.each([
  [0, 0.5 * 0.2],
  [1, 0.5 * 0.2 + 0.5 * 0.8],
  [2, 0.5 * 0.8],
  [3, 0],
])('exactly %i of two chances', (count, chance) => expect(exactly(count, [0.5, 0.8])).toBeCloseTo(chance, 12));

describe('the charts of the computation are the core', () => {
  const ours = SEMANTICS.filter(({ rules }) => rules !== null);
  it.each(ours.map((semantics) => [`${semantics.name} ${semantics.settings}, ${semantics.agents} agents`, semantics] as const))(
    '%s',
    (_name, semantics) => {
      for (const loss of [0.05, 0.4]) {
        const { reports, disagreements } = compareWithCharts(semantics, loss, 4000);
        expect({ reports, disagreements }).toEqual({ reports: 4000, disagreements: 0 });
      }
    },
  );
});

it.each([
  ['quorum of 3, no fast', tuned(3, { rise: 2, fall: 2, fastMs: null })],
  ['quorum of 3, fast', recommended(3, 2)],
  ['quorum of 5, fast', recommended(5, 3)],
])('what is counted is what was computed: %s', (_name, semantics) => {
  const loss = 0.3;
  const { failovers, targetYears } = countOnCharts(semantics, loss, 0.4);
  expect(failovers / targetYears / falseFailovers(semantics, loss)).toBeCloseTo(1, 1);
});
