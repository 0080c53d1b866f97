import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { error, fail, ok } from '../probers/observation.js';
import { Stalls } from './stalls.js';

const SLOW = fail('timeout', 'no answer');
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** The process stands still, and finds its timers late. */
const pause = (ms: number) => {
  const now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now + ms);
  vi.advanceTimersToNextTimer();
};

it('lets stand what a check found while this host ran, and every timer a little late', async () => {
  const stalls = new Stalls();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(stalls.lostMs).toBe(0);
  expect(stalls.judge(SLOW, 0, 1000)).toBe(SLOW);
});

it('calls a timeout this host’s own trouble when it lost a good part of the time of the check', () => {
  const stalls = new Stalls();
  const before = stalls.lostMs;
  pause(2600);
  expect(stalls.judge(SLOW, before, 1000)).toEqual(error('local', 'this host stalled for 2500 ms'));
  expect(stalls.judge(SLOW, before, 60_000)).toBe(SLOW);
  expect(stalls.judge(SLOW, stalls.lostMs, 1000)).toBe(SLOW);
  for (const other of [ok(1), fail('refused')]) expect(stalls.judge(other, before, 1000)).toBe(other);
});
