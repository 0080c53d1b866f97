import type { Timeline } from '../../api/types.js';

/** Does anything lie between the newest page and what was told before? */
export const hasGap = (newest: Timeline, before: Timeline): boolean => {
  const last = before.entries[0]?.id;
  return last !== undefined && newest.next !== null && newest.next > last;
};

/** The newest page and, if they meet, all that was told before it. */
export function withNewest(newest: Timeline, before: Timeline | null): Timeline {
  if (before === null || newest.next === null || hasGap(newest, before)) return newest;
  const { next } = newest;
  const older = before.entries.filter(({ id }) => id < next);
  return older.length === 0 ? newest : { entries: [...newest.entries, ...older], next: before.next };
}

/** A page and the one that begins where it ends. */
export const withOlder = (page: Timeline, older: Timeline): Timeline => ({
  entries: [...page.entries, ...older.entries],
  next: older.next,
});
