import { type LatencySeries, type Window } from './latency-series.js';

/** What the main thread and the storage thread say to each other. */

/** A domain's state as JSON; null: the domain is gone. */
export type StateRow = readonly [domain: string, json: string | null];
/** null: it was removed. */
export type DocumentRow = readonly [kind: string, key: string, json: string | null, updated: number];

export interface EventRow {
  id: number;
  /** Time of day, milliseconds. */
  at: number;
  /** null: it is about no domain. */
  domain: string | null;
  kind: string;
  json: string;
}

/** `at`: time of day, milliseconds. */
export type SpanRow = readonly [domain: string, at: number, state: string];
/** `step` in minutes, `start` in minutes since 1970; an empty agent: all together. */
export type LatencyRow = readonly [domain: string, target: string, agent: string, step: number, start: number, data: Uint8Array];

/** What is written in one transaction. */
export interface Batch {
  states: readonly StateRow[];
  documents: readonly DocumentRow[];
  events: readonly EventRow[];
  spans?: readonly SpanRow[];
  latencies?: readonly LatencyRow[];
}

/** What stood in the file. */
export interface Loaded {
  /** Nothing did: it is new. */
  isNew: boolean;
  /** Where the file went that could not be read. */
  setAside: string | null;
  states: [domain: string, json: string, at: number][];
  documents: [kind: string, key: string, json: string, updated: number][];
  spans: SpanRow[];
  /** 0: there is none. */
  lastEvent: number;
}

export interface EventQuery {
  /** Events with a higher id; for `newest` with a lower one. */
  from: number;
  domain: string | null;
  /** With a domain: those about none as well. */
  withGeneral?: boolean;
  limit: number;
  /** Newest first. */
  newest: boolean;
}

export interface LatencyQuery extends Window {
  domain: string;
}

export interface Requests {
  /** `load`: give what stands in it. */
  open: { ask: { load: boolean }; reply: Loaded };
  /** Fails when somebody took the file away or truncated it. */
  look: { ask: null; reply: null };
  write: { ask: Batch; reply: null };
  events: { ask: EventQuery; reply: EventRow[] };
  latencies: { ask: LatencyQuery; reply: LatencySeries[] };
  /** Makes blocks of minutes that end before a minute into such of ten; gives how many, at most a part of them at once. */
  rollUp: { ask: { before: number }; reply: number };
  /** Removes the events before a time of day; gives how many. */
  prune: { ask: { before: number }; reply: number };
  close: { ask: null; reply: null };
}

export type RequestName = keyof Requests;
export type FaultKind = 'locked' | 'foreign' | 'full' | 'gone' | 'other';
export interface StorageFault {
  kind: FaultKind;
  message: string;
}

export type Ask = { [Name in RequestName]: { id: number; name: Name; value: Requests[Name]['ask'] } }[RequestName];
export type Reply = { id: number; value: unknown } | { id: number; fault: StorageFault };
