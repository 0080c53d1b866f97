import { describe, expect, it } from 'vitest';
import { type StoredEvent } from './event-log.js';
import { timelinePage, type TimelinePage } from './timeline-page.js';

/** A history whose events have the ids 1 to `length`; those in `wanted` are about the domain. */
function history(length: number, wanted: readonly number[]) {
  const all = Array.from({ length }, (_, index): StoredEvent => {
    const id = length - index;
    return { id, at: new Date(id), domain: null, kind: 'transition', data: null };
  });
  let reads = 0;
  const read = ({ before = Infinity, limit }: { before?: number; limit: number }) => {
    reads++;
    return Promise.resolve(all.filter(({ id }) => id < before).slice(0, limit));
  };
  const page = (most: number, before?: number): Promise<TimelinePage> =>
    timelinePage(read, { most, before, isWanted: ({ id }) => wanted.includes(id) });
  return { page, reads: () => reads };
}
const ids = ({ events }: TimelinePage) => events.map(({ id }) => id);

describe('timelinePage', () => {
  it('looks behind events that are not wanted', async () => {
    const page = await history(300, [2, 1]).page(8);
    expect(ids(page)).toEqual([2, 1]);
    expect(page.next).toBeNull();
  });

  it('is followed by the page that begins after it, until all are told once', async () => {
    const wanted = [290, 200, 199, 150, 149, 148, 9, 3];
    const { page } = history(300, wanted);
    const told: number[] = [];
    let next: number | null | undefined;
    while (next !== null) {
      const one = await page(3, next);
      expect(one.events.length).toBeLessThanOrEqual(3);
      told.push(...ids(one));
      next = one.next;
    }
    expect(told).toEqual(wanted);
  });

  it.each([
    ['nothing happened', 0, []],
    ['the last is wanted', 3, [3, 2, 1]],
  ])('ends where %s', async (_, length, wanted) => {
    expect((await history(length, wanted).page(8)).next).toBeNull();
  });

  it('gives up after many reads, and says where to go on', async () => {
    const { page, reads } = history(100_000, [1]);
    const first = await page(8);
    expect(ids(first)).toEqual([]);
    expect(first.next).toBeGreaterThan(1);
    expect(reads()).toBeLessThan(50);
  });
});
