import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { perFrame } from './frames.js';
import { whileSeen } from './while-seen.js';

const page = Object.assign(new EventTarget(), { hidden: false });
const hide = (hidden: boolean): void => {
  page.hidden = hidden;
  page.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', page);
  page.hidden = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what comes just before a page is hidden, where no frame follows, is handed over all the same', async () => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const taken: number[][] = [];
  const take = perFrame<number>((items) => taken.push(items));
  take(1);
  take(2);
  hide(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(taken).toEqual([[1, 2]]);
  take(3);
  await vi.advanceTimersByTimeAsync(1000);
  expect(taken).toEqual([[1, 2], [3]]);
});

test('a hidden page asks for nothing; seen again it makes up for it at once, and once', async () => {
  const work = vi.fn();
  const stop = whileSeen(10_000, work);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(work).toHaveBeenCalledTimes(1);
  hide(true);
  await vi.advanceTimersByTimeAsync(45_000);
  expect(work).toHaveBeenCalledTimes(1);
  hide(false);
  expect(work).toHaveBeenCalledTimes(2);
  hide(true);
  hide(false);
  expect(work).toHaveBeenCalledTimes(2);
  stop();
  hide(true);
  await vi.advanceTimersByTimeAsync(45_000);
  hide(false);
  expect(work).toHaveBeenCalledTimes(2);
});
