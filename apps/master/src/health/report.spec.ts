import { expect, it } from 'vitest';
import { type LastReport, worstOf } from './report.js';

const said = (results: string): LastReport[] =>
  results.split(' ').map((result, at) => ({ result, at, check: at }) as unknown as LastReport);

it.each([
  ['ok', 0],
  ['ok ok', 1],
  ['ok error ok', 1],
  ['error fail ok', 1],
  ['fail error', 0],
  ['fail ok fail ok', 2],
])('of %s the worst, and of several such the newest', (results, place) => {
  expect(worstOf(said(results))?.check).toBe(place);
  expect(worstOf(said(results).reverse())?.check).toBe(place);
});

it('of none there is no worst', () => {
  expect(worstOf([])).toBeUndefined();
});
