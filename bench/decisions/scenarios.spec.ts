import { expect, it } from 'vitest';
import { measure, tunings } from './measure.ts';
import { seeded } from './random.ts';
import { isSettled, nextRun } from './recheck.ts';
import { cutOffs, flapping, outages } from './scenarios.ts';
import { byDefault, gdnsdModel, powerDns, recommended } from './semantics.ts';
import { poissonBounds } from './stats.ts';

const LITTLE = { trials: 3, cuts: 2, hours: 1, chartYears: 0.001, burstYears: 0.001, reports: 500 };
const SOME = 200;

it('is the same every time', () => {
  expect(measure(recommended(3, 2), LITTLE)).toEqual({ ...measure(recommended(3, 2), LITTLE), semantics: expect.anything() });
  expect(tunings(LITTLE).map(({ outages: { detect } }) => detect)).toEqual(
    tunings(LITTLE).map(({ outages: { detect } }) => detect),
  );
});

it('a stream depends on its name alone, and is even', () => {
  const [one, again, other] = [seeded('a'), seeded('a'), seeded('b')];
  const numbers = Array.from({ length: 10_000 }, one);
  expect(Array.from({ length: 10_000 }, again)).toEqual(numbers);
  expect(Array.from({ length: 10 }, other)).not.toEqual(numbers.slice(0, 10));
  expect(numbers.reduce((sum, value) => sum + value, 0) / 10_000).toBeCloseTo(0.5, 1);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
});

it.each([
  ['one vantage', powerDns(1), 0, 10_000],
  ['3 in a row', powerDns(3), 20_000, 30_000],
  ['gdnsd', gdnsdModel, 90_000, 100_000],
  ['quorum of 3: the second agent', byDefault('quorum', 3), 3333, 6667],
  ['… and its second look', recommended(3, 2), 4333, 7667],
  ['… and its third', recommended(3, 3), 5333, 8667],
])('without losses detection takes what the schedule says: %s', (_name, semantics, least, most) => {
  const { detect, dead } = outages(semantics, 0, 'divided', SOME);
  expect(detect[0]).toBeGreaterThanOrEqual(least);
  expect(detect.at(-1)).toBeLessThanOrEqual(most);
  expect(dead).toBeCloseTo(detect.reduce((sum, ms) => sum + ms, 0) / SOME / 300_000, 10);
});

it('gdnsd needs 20 successes to recover', () => {
  const { recover } = outages(gdnsdModel, 0, 'divided', SOME);
  expect(recover[0]).toBeGreaterThanOrEqual(190_000);
  expect(recover.at(-1)).toBeLessThanOrEqual(200_000);
});

it.each([
  ['cut off', recommended(3, 2), 0],
  ['silent', recommended(3, 2), 0],
  ['cut off', byDefault('all', 3), 4],
  ['cut off', powerDns(3), 4],
] as const)('one agent %s: %o', (how, semantics, failovers) => {
  expect(cutOffs(semantics, 0, how, 2).failovers).toBe(failovers);
});

it('a flapping target is followed by quick settings and ridden out by slow ones', () => {
  expect(flapping(recommended(3, 2), 0, 1)).toBeGreaterThan(235);
  expect(flapping(powerDns(3), 0, 1)).toBe(0);
});

it.each([
  ['o', false],
  ['oo', true],
  ['oox', false],
  ['ooxx', false],
  ['ooxxx', true],
  ['ooxo', false],
  ['ooxoo', true],
])('rise 2, fall 3: after %s settled: %s', (results, wanted) => {
  const run = [...results].reduce<ReturnType<typeof nextRun> | undefined>(
    (before, one) => nextRun(before, one === 'o'),
    undefined,
  );
  expect(run && isSettled(run, { rise: 2, fall: 3 })).toBe(wanted);
});

it.each([
  [0, 0, 3],
  [1, 0.03, 5.57],
  [10, 4.8, 18.4],
  [100, 81.4, 121.6],
])('95 %% bounds of a count of %i', (count, low, high) => {
  const [least, most] = poissonBounds(count);
  expect(least).toBeCloseTo(low, 0);
  expect(most).toBeCloseTo(high, 0);
});
