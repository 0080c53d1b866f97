import { type Bucket } from './latency-block.js';

/** Buckets of one minute in a block. */
export const BLOCK_MINUTES = 30;
const FIRST_SLOTS = 256;
const MOST_COUNTED = 0xffff;

/** A bucket is five numbers side by side, so that a report touches one line of the processor's cache. */
const FIELDS = 5;
const [COUNT, FAILURES, MIN, SUM, MAX] = [0, 1, 2, 3, 4] as const;
const SLOT = BLOCK_MINUTES * FIELDS;

/** The blocks that are being filled, in one flat array: a report costs a few additions, and a slot half a kilobyte. */
export class LatencySlots {
  private used = 0;
  private readonly free: number[] = [];
  private cells = new Float32Array();
  /** By slot: the first minute of its block, since 1970. */
  private starts = new Int32Array();

  size(): number {
    return this.used - this.free.length;
  }

  take(minute: number): number {
    const slot = this.free.pop() ?? this.used++;
    if (slot >= this.starts.length) this.grow();
    this.starts[slot] = minute;
    return slot;
  }

  release(slot: number): void {
    this.clear(slot, 0);
    this.free.push(slot);
  }

  startOf(slot: number): number {
    return this.starts[slot] ?? 0;
  }

  /** Does the minute lie in the slot's block? */
  holds(slot: number, minute: number): boolean {
    const place = minute - this.startOf(slot);
    return place >= 0 && place < BLOCK_MINUTES;
  }

  /** Begins a new block. */
  clear(slot: number, minute: number): void {
    this.cells.fill(0, slot * SLOT, (slot + 1) * SLOT);
    this.starts[slot] = minute;
  }

  /** null: it failed. */
  add(slot: number, minute: number, latencyMs: number | null): void {
    const { cells } = this;
    const at = slot * SLOT + (minute - this.startOf(slot)) * FIELDS;
    const count = cells[at + COUNT] ?? 0;
    if (count >= MOST_COUNTED) return;
    const failures = cells[at + FAILURES] ?? 0;
    cells[at + COUNT] = count + 1;
    if (latencyMs === null) return void (cells[at + FAILURES] = failures + 1);
    const isFirst = count === failures;
    if (isFirst || latencyMs < (cells[at + MIN] ?? 0)) cells[at + MIN] = latencyMs;
    if (isFirst || latencyMs > (cells[at + MAX] ?? 0)) cells[at + MAX] = latencyMs;
    cells[at + SUM] = (cells[at + SUM] ?? 0) + latencyMs;
  }

  /** Up to its last bucket with something in it. */
  buckets(slot: number): Bucket[] {
    const buckets = Array.from({ length: BLOCK_MINUTES }, (_, place) => {
      const at = slot * SLOT + place * FIELDS;
      const [count = 0, failures = 0, min = 0, sum = 0, max = 0] = this.cells.subarray(at, at + FIELDS);
      return { count, failures, min, sum, max };
    });
    return buckets.slice(0, buckets.findLastIndex(({ count }) => count > 0) + 1);
  }

  private grow(): void {
    const room = Math.max(FIRST_SLOTS, this.starts.length * 2);
    const [cells, starts] = [new Float32Array(room * SLOT), new Int32Array(room)];
    cells.set(this.cells);
    starts.set(this.starts);
    this.cells = cells;
    this.starts = starts;
  }
}
