import { type EventLog, type StoredEvent } from '../history/event-log.js';

/** The history is looked through for so many events at once. */
const PAGE = 100;

/** The ids of the wanted events after `id`, oldest first; only the newest `most` events are looked at. */
export async function missedSince(
  events: EventLog,
  id: number,
  isWanted: (event: StoredEvent) => boolean,
  most: number,
): Promise<number[]> {
  const missed: number[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  for (let looked = 0; looked < most; looked += PAGE) {
    const page = (await events.newest({ before, limit: PAGE })).filter((event) => event.id > id);
    for (const event of page) if (isWanted(event)) missed.push(event.id);
    if (page.length < PAGE) break;
    before = page.at(-1)!.id;
  }
  return missed.reverse();
}
