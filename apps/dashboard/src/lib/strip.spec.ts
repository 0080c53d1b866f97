import { expect, test } from 'vitest';
import type { StateSpan } from '../api/types.js';
import { type DayOfStates, type Run, stripLabel, stripRuns } from './strip.js';
import { DAY } from './time.js';

const NOW = new Date(2026, 10, 22, 12, 0, 0).getTime();
const MIN = 60_000;
const UNIT = DAY / 240;
const span = (state: StateSpan['state'], ago: number): StateSpan => ({ at: NOW - ago, state });
const day = (...spans: StateSpan[]): DayOfStates => ({ spans, span_count: spans.length });
const shown = (runs: readonly Run[]) => runs.map(({ state, x, width }) => `${state} ${x}+${width}`);

test('a domain without transitions is one rectangle', () => {
  expect(shown(stripRuns([span('healthy', 3 * DAY)], NOW))).toEqual(['healthy 0+240']);
});

test('what happened before the day is cut off, and an hour is a twenty-fourth', () => {
  const runs = stripRuns([span('fallback', 30 * 60 * MIN), span('healthy', 12 * 60 * MIN), span('degraded', 60 * MIN)], NOW);
  expect(shown(runs)).toEqual(['fallback 0+120', 'healthy 120+110', 'degraded 230+10']);
});

test('an outage of ten seconds is 2.5 units wide, also at the right edge', () => {
  const middle = stripRuns([span('healthy', 2 * DAY), span('fallback', 100 * UNIT), span('healthy', 100 * UNIT - 10_000)], NOW);
  expect(shown(middle)).toEqual(['healthy 0+140', 'fallback 140+2.5', 'healthy 142.5+97.5']);
  const now = stripRuns([span('healthy', 2 * DAY), span('fallback', 10_000)], NOW);
  expect(shown(now)).toEqual(['healthy 0+237.5', 'fallback 237.5+2.5']);
});

test('in one pixel the worst state wins', () => {
  const flaps = Array.from({ length: 400 }, (_, index) =>
    span((['healthy', 'degraded', 'fallback', 'frozen'] as const)[index % 4] ?? 'healthy', 400_000 - index * 1000),
  );
  expect(shown(stripRuns([span('healthy', 2 * DAY), ...flaps], NOW)).at(-1)).toMatch(/^fallback /);
});

test('before a domain existed there is a hairline', () => {
  const runs = stripRuns([span('healthy', 60 * MIN)], NOW);
  expect(shown(runs)).toEqual(['absent 0+230', 'healthy 230+10']);
});

test('the strip is read out', () => {
  expect(stripLabel(day(span('healthy', 2 * DAY)), NOW)).toBe('Last 24 hours: healthy throughout');
  expect(
    stripLabel(
      day(span('healthy', 2 * DAY), span('degraded', 120 * MIN), span('healthy', 100 * MIN), span('fallback', 8 * MIN)),
      NOW,
    ),
  ).toBe('Last 24 hours: degraded 10:00 to 10:20; fallback 11:52 to now; else healthy');
  expect(stripLabel(day(span('unknown', MIN)), NOW)).toBe('Last 24 hours: unknown 11:59 to now; did not exist before');
  const flaps = Array.from({ length: 20 }, (_, index) => span(index % 2 ? 'degraded' : 'healthy', (40 - index) * MIN));
  expect(stripLabel(day(span('healthy', 2 * DAY), ...flaps), NOW)).toMatch(/^Last 24 hours: 6 times in trouble before; degraded/);
});

test('of a day with too many states only what is true is read out', () => {
  const thin = { spans: [span('fallback', DAY), span('healthy', 10_000)], span_count: 289 };
  expect(stripLabel(thin, NOW)).toBe('Last 24 hours: 288 changes of state; at worst fallback; now healthy');
});
