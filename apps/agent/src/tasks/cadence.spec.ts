import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstDelay, firstDue, isReached, nextDue, towards } from './cadence.js';

it('the first probe comes within a second, or within a shorter interval', () => {
  expect(firstDelay(30_000, 0.999)).toBeLessThan(1000);
  expect(firstDelay(200, 0.999)).toBeLessThan(200);
  expect(firstDelay(30_000, 0)).toBe(0);
});

it.each([
  ['a quick probe', 1000, 1001, 11_000],
  ['a probe that took most of the interval', 1000, 10_900, 11_000],
  ['a probe that took a little more than the interval: at once', 1000, 11_005, 11_000],
  ['a stall of several intervals: once, at once', 1000, 35_000, 31_000],
  ['a timer that fired early', 1000, 999.5, 11_000],
])('after %s', (_what, due, now, next) => expect(nextDue(due, 10_000, now)).toBe(next));

it('never leaves the grid, and never falls more than one interval behind', () => {
  const time = fc.integer({ min: 0, max: 10_000_000 });
  fc.assert(
    fc.property(time, fc.integer({ min: 100, max: 100_000 }), time, (due, interval, late) => {
      const next = nextDue(due, interval, due + late);
      expect((next - due) % interval).toBe(0);
      expect(next).toBeGreaterThan(due);
      expect(due + late - next).toBeLessThan(interval);
    }),
  );
});

it.each([
  [1000, 1000, true],
  [1000, 995, true],
  [1000, 900, false],
  [1000, 1100, true],
])('a point due at %i is reached at %i: %s', (due, now, expected) => expect(isReached(due, 10_000, now)).toBe(expected));

it.each([
  [1000, 53_000, 61_000],
  [61_000, 53_000, 61_000],
  [59_000, 53_000, 59_000],
  [3000, 53_000, 53_000],
])('of a grid with a point at %i the first from %i on is %i', (anchor, now, first) =>
  expect(firstDue(anchor, 10_000, now)).toBe(first),
);

it.each([
  ['a little later', 20_000, 50_300, 20_300],
  ['a little earlier', 20_000, 59_700, 19_700],
  ['far later: a tenth of the interval', 20_000, 54_000, 21_000],
  ['far earlier: a tenth of the interval', 20_000, 56_000, 19_000],
  ['not at all', 20_000, 50_000, 20_000],
])('a grid moves %s', (_what, due, anchor, moved) => expect(towards(due, anchor, 10_000)).toBe(moved));

it('a grid that moves reaches its place within five points, wherever it begins, and stays there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 9999 }), (start, anchor) => {
      let due = start;
      for (let point = 0; point < 5; point++) due = towards(due, anchor, 10_000);
      expect(Math.abs(due - anchor) % 10_000).toBe(0);
      expect(towards(due, anchor, 10_000)).toBe(due);
    }),
  );
});
