import { SchedulerRegistry } from '@nestjs/schedule';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Observation } from '../probers/observation.js';
import { type LoopSettings, ProbeLoop } from './probe-loop.js';

const OK: Observation = { result: 'ok', latencyMs: 1, reason: null };
const FAIL: Observation = { result: 'fail', latencyMs: null, reason: 'timeout' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A loop on a clock that the test turns; runs start by themselves and end by `finish`. */
function start(settings: Partial<LoopSettings> = {}) {
  const timers = new SchedulerRegistry();
  const started: number[] = [];
  const observed: [string, string | undefined][] = [];
  const signals: AbortSignal[] = [];
  const lags: number[] = [];
  let finish: (observation: Observation) => void = () => {};
  const loop = new ProbeLoop({
    name: 'probe',
    intervalMs: 10_000,
    timeoutMs: 5000,
    fast: null,
    anchor: () => null,
    lagged: (ms) => lags.push(ms),
    timers,
    run: (begin) => {
      const signal = begin();
      if (signal === null) return Promise.resolve(null);
      started.push(performance.now());
      signals.push(signal);
      return new Promise((resolve) => {
        finish = resolve;
        signal.addEventListener('abort', () => resolve(FAIL));
      });
    },
    observed: (observation, previous) => observed.push([observation.result, previous?.result]),
    ...settings,
  });
  const end = async (observation = OK) => {
    finish(observation);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { loop, timers, started, signals, observed, lags, end };
}

it.each([0, 3000])('probes soon, then at a fixed rate, when a probe takes %i ms', async (takesMs) => {
  const started: number[] = [];
  const run = async () => {
    started.push(performance.now());
    await new Promise((resolve) => setTimeout(resolve, takesMs));
    return OK;
  };
  const { loop } = start({ run });
  await vi.advanceTimersByTimeAsync(1000);
  expect(started.length).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(100_000);
  loop.stop();
  // The grid begins at a random phase, which the first probe may overlap: it is seen from the third on.
  const grid = started.slice(2);
  expect(grid.length).toBeGreaterThanOrEqual(8);
  grid.forEach((at, n) => expect(Math.abs(at - grid[0]! - n * 10_000)).toBeLessThan(5));
});

it('never runs twice at once, and a late probe is followed at once', async () => {
  const { loop, started, end } = start({ timeoutMs: 60_000 });
  await vi.advanceTimersByTimeAsync(35_000);
  loop.soon();
  await vi.advanceTimersByTimeAsync(1000);
  expect(started).toHaveLength(1);
  await end();
  await vi.advanceTimersByTimeAsync(1);
  expect(started).toHaveLength(2);
  loop.stop();
});

it('ends a probe at its deadline and goes on', async () => {
  const { loop, observed } = start();
  await vi.advanceTimersByTimeAsync(6002);
  expect(observed).toEqual([['fail', undefined]]);
  await vi.advanceTimersByTimeAsync(15_002);
  expect(observed.slice(0, 2)).toEqual([
    ['fail', undefined],
    ['fail', 'fail'],
  ]);
  loop.stop();
});

it('gives each result with the one before', async () => {
  const { loop, started, observed, end } = start();
  for (const [run, next] of [OK, FAIL, OK].entries()) {
    while (started.length <= run) await vi.advanceTimersByTimeAsync(100);
    await end(next);
  }
  expect(observed).toEqual([
    ['ok', undefined],
    ['fail', 'ok'],
    ['ok', 'fail'],
  ]);
  loop.stop();
});

it('stops at once: no timer left, the running probe aborted and not told', async () => {
  const { loop, timers, started, signals, observed } = start();
  await vi.advanceTimersByTimeAsync(1000);
  expect(signals[0]!.aborted).toBe(false);
  loop.stop();
  expect(signals[0]!.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([started.length, observed, timers.getTimeouts()]).toEqual([1, [], []]);
});

it('stops while it waits: no timer left', () => {
  const { loop, timers } = start();
  expect(timers.getTimeouts()).toEqual(['probe']);
  loop.stop();
  expect(timers.getTimeouts()).toEqual([]);
});

it('does not start a probe whose turn comes after the stop', async () => {
  const turn = Promise.withResolvers<void>();
  const begun: unknown[] = [];
  const run: LoopSettings['run'] = async (begin) => {
    await turn.promise;
    begun.push(begin());
    return null;
  };
  const { loop } = start({ run });
  await vi.advanceTimersByTimeAsync(1000);
  loop.stop();
  turn.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(begun).toEqual([null]);
});

/** A loop whose checks take no time and say what `says` says; when they began. */
function quick(says: () => Observation, settings: Partial<LoopSettings> = {}) {
  const started: number[] = [];
  const run: LoopSettings['run'] = async (begin) => {
    begin();
    started.push(performance.now());
    return says();
  };
  const { loop, lags } = start({ run, ...settings });
  return { loop, lags, started, gaps: () => started.slice(1).map((at, n) => Math.round(at - started[n]!)) };
}

it('looks again soon after a turn until it is settled, and keeps its grid', async () => {
  let now = OK;
  const { loop, started, gaps } = quick(() => now, { fast: { intervalMs: 700, rise: 2, fall: 3 } });
  await vi.advanceTimersByTimeAsync(35_000);
  const looks = started.length;
  const onGrid = started.at(-1)!;
  now = FAIL;
  await vi.advanceTimersByTimeAsync(20_000);
  now = OK;
  await vi.advanceTimersByTimeAsync(20_000);
  loop.stop();
  expect(gaps().slice(looks - 1)).toEqual([10_000, 700, 700, 8600, 10_000, 700, 9300].slice(0, gaps().length - looks + 1));
  expect(gaps().length - looks + 1).toBeGreaterThanOrEqual(6);
  expect((started.at(-1)! - onGrid) % 10_000).toBeLessThan(5);
});

it('a fast look never keeps the loop from a point of the grid that comes before it', async () => {
  let now = OK;
  const { loop, started, gaps } = quick(() => now, { fast: { intervalMs: 60_000, rise: 2, fall: 3 } });
  await vi.advanceTimersByTimeAsync(25_000);
  const looks = started.length;
  now = FAIL;
  await vi.advanceTimersByTimeAsync(30_000);
  loop.stop();
  expect(gaps().slice(looks - 1)).toEqual([10_000, 10_000, 10_000]);
});

it('lays its grid where it is told, and moves there gently when that changes', async () => {
  let anchor = performance.now() + 4321;
  const { loop, started, gaps } = quick(() => OK, { anchor: () => anchor });
  const off = (at: number) => Math.abs(((((at - anchor) % 10_000) + 15_000) % 10_000) - 5000);
  await vi.advanceTimersByTimeAsync(45_000);
  expect(
    started
      .slice(1)
      .map(off)
      .filter((ms) => ms > 2),
  ).toEqual([]);
  const before = started.length;
  anchor += 3500;
  await vi.advanceTimersByTimeAsync(60_000);
  loop.stop();
  expect(
    gaps()
      .slice(before)
      .every((gap) => gap <= 11_001),
  ).toBe(true);
  expect(off(started.at(-1)!)).toBeLessThan(2);
});

it('tells how late each check begins', async () => {
  const { loop, lags } = quick(() => OK);
  await vi.advanceTimersByTimeAsync(11_000);
  loop.stop();
  expect(lags.length).toBeGreaterThan(0);
  expect(Math.max(...lags)).toBeLessThan(2);

  const late = start({ run: async (begin) => (await new Promise((resolve) => setTimeout(resolve, 3000)), begin(), OK) });
  await vi.advanceTimersByTimeAsync(4000);
  late.loop.stop();
  expect(late.lags[0]).toBeGreaterThan(2990);
});
