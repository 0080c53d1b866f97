import { describe, expect, test } from 'vitest';
import type { Timeline, TimelineEntry } from '../../api/types.js';
import { hasGap, withNewest, withOlder } from './told.js';

const page = (next: number | null, ...ids: number[]): Timeline => ({ entries: ids.map((id) => ({ id }) as TimelineEntry), next });
const ids = ({ entries, next }: Timeline) => [...entries.map(({ id }) => id), next];

describe('a page of the newest entries', () => {
  test.each([
    ['is all there is at first', page(7, 9, 8, 7), null, [9, 8, 7, 7]],
    ['comes before what was told', page(8, 10, 9, 8), page(2, 9, 8, 7, 3, 2), [10, 9, 8, 7, 3, 2, 2]],
    ['meets it in a single entry', page(10, 12, 11, 10), page(7, 10, 8, 7), [12, 11, 10, 8, 7, 7]],
    ['is all there is where nothing is older', page(null, 5, 4), page(3, 4, 3), [5, 4, null]],
    ['replaces what it does not meet', page(20, 22, 21, 20), page(7, 9, 8, 7), [22, 21, 20, 20]],
    ['goes on where all that was told is in it', page(2, 9, 8), page(8, 8), [9, 8, 2]],
  ])('%s', (_, newest, before, all) => expect(ids(withNewest(newest, before))).toEqual(all));

  test('leaves a gap only where something may lie between', () => {
    expect(hasGap(page(20, 22, 21, 20), page(7, 9, 8))).toBe(true);
    expect(hasGap(page(9, 11, 10, 9), page(7, 9, 8))).toBe(false);
    expect(hasGap(page(null, 22), page(7, 9))).toBe(false);
  });
});

test('older entries follow', () => expect(ids(withOlder(page(7, 9, 7), page(null, 5, 1)))).toEqual([9, 7, 5, 1, null]));
