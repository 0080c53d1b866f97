import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../health/clock.js';
import { type EventRow } from './messages.js';
import { Storage } from './storage.js';

/** What happened. */
export interface NewEvent {
  /** null: it is about no domain. */
  domain: string | null;
  /** `transition`, and whatever other rooms append. */
  kind: string;
  /** As JSON has it. */
  data: unknown;
}

export interface StoredEvent extends NewEvent {
  /** Later events have higher ids, over restarts too. Nearly the time in microseconds. */
  id: number;
  at: Date;
}

export interface EventFilter {
  domain?: string | null;
  /** With a domain: those about none as well. */
  withGeneral?: boolean;
  /** default 100 */
  limit?: number;
}

/** Events that are read from memory when there is no file. */
const RECENT = 1000;
/** Events that wait for the file to be written again; then the oldest are given up. */
const MAX_UNWRITTEN = 10_000;
const DEFAULT_LIMIT = 100;

/** The history: appended at once, written behind with the next flush, read with what is not written yet. */
@Injectable()
export class EventLog {
  private readonly log = new Logger('History');
  private readonly listeners = new Set<(event: StoredEvent) => void>();
  private recent: EventRow[] = [];
  private unwritten: EventRow[] = [];
  private lastId = 0;
  private lost = 0;

  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  append({ domain, kind, data }: NewEvent): StoredEvent {
    const at = this.clock.wall().getTime();
    this.lastId = Math.max(this.lastId + 1, idAt(at));
    const row = { id: this.lastId, at, domain, kind, json: JSON.stringify(data ?? null) };
    this.recent.push(row);
    if (this.recent.length >= 2 * RECENT) this.recent = this.recent.slice(-RECENT);
    if (this.storage.path !== null) this.remember(row);
    const event = { id: row.id, at: new Date(at), domain, kind, data };
    for (const listener of this.listeners) listener(event);
    return event;
  }

  /** Calls `listener` with each event as it is appended, until what is returned is called. */
  onAppend(listener: (event: StoredEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** The events after an id, or from a time of day on; oldest first. */
  since(start: number | Date, filter: EventFilter = {}): Promise<StoredEvent[]> {
    return this.read(typeof start === 'number' ? start : idAt(start.getTime()) - 1, filter, false);
  }

  /** The newest events, newest first; `before` an id. */
  newest(filter: EventFilter & { before?: number } = {}): Promise<StoredEvent[]> {
    return this.read(filter.before ?? Number.MAX_SAFE_INTEGER, filter, true);
  }

  /** The event of that id; undefined: it is not kept any more; null: the file cannot be read now. */
  async find(id: number): Promise<StoredEvent | undefined | null> {
    const row = this.recent.findLast((one) => one.id === id) ?? this.unwritten.find((one) => one.id === id);
    if (row !== undefined) return eventOf(row);
    if (this.storage.path === null) return undefined;
    const rows = await this.storage.events({ from: id - 1, domain: null, limit: 1, newest: false });
    if (rows === undefined) return null;
    return rows[0]?.id === id ? eventOf(rows[0]) : undefined;
  }

  /** An id above which are those of all events from now on. */
  mark(): number {
    return Math.max(this.lastId, idAt(this.clock.wall().getTime()) - 1);
  }

  /** No event is given an id that is in the file. */
  follow(lastId: number): void {
    this.lastId = Math.max(this.lastId, lastId);
  }

  /** What must be written; `wrote` says that it was. */
  pending(): readonly EventRow[] {
    return this.unwritten;
  }

  wrote(rows: readonly EventRow[]): void {
    const last = rows.at(-1)?.id ?? 0;
    this.unwritten = this.unwritten.filter(({ id }) => id > last);
    if (rows.length > 0 && this.lost > 0) {
      this.log.error(`${this.lost} events were given up while the file could not be written`);
      this.lost = 0;
    }
  }

  private remember(row: EventRow): void {
    this.unwritten.push(row);
    if (this.unwritten.length < 2 * MAX_UNWRITTEN) return;
    this.lost += MAX_UNWRITTEN;
    this.unwritten = this.unwritten.slice(-MAX_UNWRITTEN);
  }

  private async read(
    from: number,
    { domain = null, withGeneral = false, limit = DEFAULT_LIMIT }: EventFilter,
    newest: boolean,
  ): Promise<StoredEvent[]> {
    const stored = (await this.storage.events({ from, domain, withGeneral, limit, newest })) ?? [];
    const rows = new Map(stored.map((row) => [row.id, row]));
    for (const row of [...this.recent, ...this.unwritten]) {
      const isAbout = domain === null || row.domain === domain || (withGeneral && row.domain === null);
      const isWanted = isAbout && (newest ? row.id < from : row.id > from);
      if (isWanted) rows.set(row.id, row);
    }
    const order = newest ? -1 : 1;
    const sorted = [...rows.values()].sort((one, other) => order * (one.id - other.id)).slice(0, limit);
    return sorted.map(eventOf);
  }
}

const eventOf = ({ id, at, domain, kind, json }: EventRow): StoredEvent => ({
  id,
  at: new Date(at),
  domain,
  kind,
  data: JSON.parse(json) as unknown,
});

const idAt = (ms: number): number => Math.floor(ms) * 1000;
