import { expect, it } from 'vitest';
import { timeOf } from './report.controller.js';

const MOMENT = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

it.each([
  ['2026-01-02T03:04:05.678Z', MOMENT],
  ['2026-01-02 03:04:05.678Z', MOMENT],
  ['2026-01-02T03:04:05,678Z', MOMENT],
  ['2026-01-02T03:04:05.678901+00:00', MOMENT],
  ['2026-01-02T05:04:05.678+0200', MOMENT],
  ['2026-01-02T03:04:05.678', MOMENT],
  ['2026-01-02 03:04:05', MOMENT - 678],
  ['2026-13-45T00:00:00Z', Number.NaN],
])('timeOf %s, wherever this machine is', (timestamp, expected) => {
  expect(timeOf(timestamp)).toBe(expected);
});
