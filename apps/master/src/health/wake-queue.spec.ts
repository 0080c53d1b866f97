import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WakeQueue } from './wake-queue.js';

describe('WakeQueue', () => {
  it('gives the names that are due, earliest first, once', () => {
    const queue = new WakeQueue();
    queue.set('b', 20);
    queue.set('a', 10);
    queue.set('c', 30);
    expect([queue.next(), queue.due(25), queue.next(), queue.due(25)]).toEqual([10, ['a', 'b'], 30, []]);
  });

  it('forgets an earlier wish when a name wants another time, or none', () => {
    const queue = new WakeQueue();
    queue.set('a', 10);
    queue.set('a', 50);
    queue.set('b', 20);
    queue.set('b', null);
    expect([queue.due(40), queue.due(50), queue.next()]).toEqual([[], ['a'], Number.POSITIVE_INFINITY]);
  });

  it('agrees with a plain list under any sequence of calls', () => {
    const call = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), at: fc.option(fc.nat(100)) });
    fc.assert(
      fc.property(fc.array(call), fc.nat(100), (calls, now) => {
        const queue = new WakeQueue();
        const plain = new Map<string, number>();
        for (const { name, at } of calls) {
          queue.set(name, at);
          if (at === null) plain.delete(name);
          else plain.set(name, at);
        }
        const due = [...plain].filter(([, at]) => at <= now).map(([name]) => name);
        expect(queue.due(now).sort()).toEqual(due.sort());
        expect(queue.next()).toBe(Math.min(Number.POSITIVE_INFINITY, ...[...plain.values()].filter((at) => at > now)));
      }),
    );
  });
});
