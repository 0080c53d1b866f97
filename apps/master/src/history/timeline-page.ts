import { type StoredEvent } from './event-log.js';

export interface TimelinePage {
  /** Newest first. */
  events: StoredEvent[];
  /** The `before` of the next page; null: there is no more. */
  next: number | null;
}

interface Asked {
  /** At most so many, from 1. */
  most: number;
  /** Older than this id; undefined: the newest. */
  before: number | undefined;
  isWanted: (event: StoredEvent) => boolean;
}

/** Events of one read after the first, and reads for one page: what nobody wants may be long, and must not hold others up. */
const BATCH = 200;
const MOST_READS = 25;

/** A page of those events that are wanted. It has fewer than `most`, even none, only at the end or where very many are not wanted. */
export async function timelinePage(
  read: (asked: { before?: number; limit: number }) => Promise<StoredEvent[]>,
  { most, before, isWanted }: Asked,
): Promise<TimelinePage> {
  const events: StoredEvent[] = [];
  let next = before;
  for (let reads = 0; reads < MOST_READS; reads++) {
    const limit = reads === 0 ? most : BATCH;
    const found = await read({ limit, ...(next === undefined ? {} : { before: next }) });
    for (const event of found) {
      next = event.id;
      if (isWanted(event)) events.push(event);
      if (events.length === most) return { events, next: found.length < limit && event === found.at(-1) ? null : next };
    }
    if (found.length < limit) return { events, next: null };
  }
  return { events, next: next ?? null };
}
