import { Injectable } from '@nestjs/common';
import { Clock } from '../health/clock.js';
import { type DocumentRow } from './messages.js';

/** A JSON value that outlives a restart. */
export interface Document<Value = unknown> {
  key: string;
  value: Value;
  updated: Date;
}

/** null: it was removed. */
interface Kept {
  json: string | null;
  updated: number;
}

/**
 * Small JSON values by kind and key. Read and changed at once, in memory; written behind, with the next flush. Values come back as
 * JSON has them, before a restart as after: a Date is a string.
 */
@Injectable()
export class Documents {
  private readonly kinds = new Map<string, Map<string, Kept>>();
  private readonly unwritten = new Map<string, readonly [kind: string, key: string]>();
  private readonly listeners = new Set<(kind: string) => void>();
  private isLoaded = false;

  constructor(private readonly clock: Clock) {}

  /** Those of one kind, in no order. Throws before they are loaded: use it from your own onModuleInit on, in a module that imports HistoryModule. */
  all<Value = unknown>(kind: string): Document<Value>[] {
    this.mustBeLoaded();
    return [...(this.kinds.get(kind) ?? [])].flatMap(([key, { json, updated }]) =>
      json === null ? [] : [{ key, value: JSON.parse(json) as Value, updated: new Date(updated) }],
    );
  }

  /** In place of what had this key. */
  put(kind: string, key: string, value: unknown): void {
    this.mustBeLoaded();
    const json = JSON.stringify(value) as string | undefined;
    if (json === undefined) throw new TypeError(`the ${kind} document ${key} is no JSON value`);
    this.set(kind, key, { json, updated: this.clock.wall().getTime() });
  }

  /** false: there was none. */
  remove(kind: string, key: string): boolean {
    this.mustBeLoaded();
    const known = this.kinds.get(kind)?.get(key)?.json != null;
    this.set(kind, key, { json: null, updated: this.clock.wall().getTime() });
    return known;
  }

  /** Calls `listener` with each kind of which documents turned up late: the file could not be read at the start, and now it can. */
  onLate(listener: (kind: string) => void): void {
    this.listeners.add(listener);
  }

  /** Takes in what stands in the file, but for what was put or removed meanwhile. */
  load(rows: readonly (readonly [kind: string, key: string, json: string, updated: number])[]): void {
    const isLate = this.isLoaded;
    const late = new Set<string>();
    for (const [kind, key, json, updated] of rows) {
      if (this.unwritten.has(nameOf(kind, key)) || !isJson(json)) continue;
      this.ofKind(kind).set(key, { json, updated });
      late.add(kind);
    }
    this.isLoaded = true;
    if (isLate) for (const kind of late) for (const listener of this.listeners) listener(kind);
  }

  /** How many must be written. */
  count(): number {
    return this.unwritten.size;
  }

  /** What must be written; it counts as written until `unwrite` says otherwise. */
  take(): DocumentRow[] {
    const rows = [...this.unwritten.values()].map(([kind, key]): DocumentRow => {
      const keys = this.kinds.get(kind);
      const { json, updated } = keys?.get(key) ?? { json: null, updated: 0 };
      if (json === null) keys?.delete(key);
      return [kind, key, json, updated];
    });
    this.unwritten.clear();
    return rows;
  }

  /** These were not written after all. */
  unwrite(rows: readonly DocumentRow[]): void {
    for (const [kind, key] of rows) this.unwritten.set(nameOf(kind, key), [kind, key]);
  }

  /** A new file was begun. */
  unwriteAll(): void {
    for (const [kind, keys] of this.kinds) for (const key of keys.keys()) this.unwritten.set(nameOf(kind, key), [kind, key]);
  }

  private set(kind: string, key: string, kept: Kept): void {
    this.ofKind(kind).set(key, kept);
    this.unwritten.set(nameOf(kind, key), [kind, key]);
  }

  private ofKind(kind: string): Map<string, Kept> {
    const known = this.kinds.get(kind) ?? new Map<string, Kept>();
    this.kinds.set(kind, known);
    return known;
  }

  private mustBeLoaded(): void {
    if (!this.isLoaded) throw new Error('documents are not loaded yet: they are from the onModuleInit of HistoryModule on');
  }
}

const nameOf = (kind: string, key: string): string => JSON.stringify([kind, key]);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
