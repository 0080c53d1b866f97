import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { soon } from './soon.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first call runs at once, a hundred more run once', async () => {
  const work = vi.fn(async () => undefined);
  const call = soon(1000, work);
  for (let count = 0; count < 100; count++) call();
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(999);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(work).toHaveBeenCalledTimes(2);
});
