import { expect, it } from 'vitest';
import { Limiter } from './limiter.js';

it('runs so many at a time, the others in turn, and goes on after a failure', async () => {
  const limiter = new Limiter(2);
  const [running, order]: [Set<number>, number[]] = [new Set(), []];
  let most = 0;
  const work = (n: number) => async () => {
    running.add(n);
    order.push(n);
    most = Math.max(most, running.size);
    await new Promise((resolve) => setImmediate(resolve));
    running.delete(n);
    if (n === 1) throw new Error('one');
    return n;
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((n) => limiter.run(work(n))));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', ...Array(4).fill('fulfilled')]);
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});
