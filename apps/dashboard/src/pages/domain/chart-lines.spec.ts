import { expect, it, test } from 'vitest';
import { apart, axisOf, chartOf, lineLook, logTicks, runsOf, spaced, spanWords } from './chart-lines.js';

const series = (agent: string, mean_ms: (number | null)[], failures: number[]) => ({
  target: '192.0.2.1:443',
  agent,
  count: mean_ms.map(() => 1),
  failures,
  min_ms: mean_ms,
  mean_ms,
  max_ms: mean_ms,
});

it('gives 36 agents lines of their own', () => {
  const looks = Array.from({ length: 36 }, (_, place) => JSON.stringify(lineLook(place)));
  expect(new Set(looks).size).toBe(36);
});

it('takes a target’s lines by agent, with its failures and its span', () => {
  const chart = chartOf('192.0.2.1:443', {
    series: [series('fra', [8, null, 9], [0, 1, 0]), series('ams', [171, 20, 30], [0, 0, 0])],
  });
  expect(chart.series.map(({ agent }) => agent)).toEqual(['ams', 'fra']);
  expect(chart.failures).toEqual([{ agent: 'fra', buckets: [1] }]);
  expect(chart.span).toEqual({ min: 8, max: 171, longest: 171 });
});

it('tells the span of the lines, and of a check that stands out', () => {
  expect(spanWords({ min: 8, max: 171, longest: 200 })).toBe('8 to 171 ms');
  expect(spanWords({ min: 0.02, max: 3.4, longest: 1500 })).toBe('< 0.1 to 3.4 ms, longest 1,500 ms');
});

it('has one axis for all, of at least a power of ten', () => {
  const chart = (min: number, max: number) => ({ target: 'a', series: [], failures: [], span: { min, max, longest: max } });
  expect(axisOf([chart(10, 20), chart(5, 100)])).toEqual({ min: 4, max: 125 });
  const { min, max } = axisOf([chart(10, 11)]);
  expect(max / min).toBeCloseTo(10);
  expect(axisOf([])).toEqual({ min: 1, max: 100 });
});

test.each([
  [4, 125, [10, 30, 100]],
  [0.2, 2, [0.3, 1]],
  [0.3, 1000, [1, 10, 100, 1000]],
])('ticks from %d to %d', (min, max, ticks) => expect(logTicks(min, max)).toEqual(ticks));

it('joins buckets into runs and thins marks out', () => {
  expect(runsOf([5, 1, 2, 3])).toEqual([
    [1, 3],
    [5, 5],
  ]);
  expect(spaced([0, 3, 8, 10, 17], 8)).toEqual([0, 8, 17]);
});

it('pushes labels apart and keeps them within', () => {
  expect(apart([50, 50, 52], 12, [0, 100])).toEqual([50, 62, 74]);
  expect(apart([98, 99], 12, [0, 100])).toEqual([88, 100]);
});
