import { type Bucket } from './latency-block.js';

/** Buckets of one minute in a block. */
export const BLOCK_MINUTES = 30;
const FIRST_SLOTS = 256;

/** The blocks that are being filled, in flat arrays: a report costs a few additions, and a slot half a kilobyte. */
export class LatencySlots {
  private room = 0;
  private used = 0;
  private readonly free: number[] = [];
  private count = new Uint16Array();
  private failures = new Uint16Array();
  private min = new Float32Array();
  private sum = new Float32Array();
  private max = new Float32Array();
  /** By slot: the first minute of its block, since 1970. */
  private start = new Int32Array();

  size(): number {
    return this.used - this.free.length;
  }

  take(minute: number): number {
    const slot = this.free.pop() ?? this.used++;
    if (slot >= this.room) this.grow();
    this.start[slot] = minute;
    return slot;
  }

  release(slot: number): void {
    this.clear(slot, 0);
    this.free.push(slot);
  }

  startOf(slot: number): number {
    return this.start[slot] ?? 0;
  }

  /** Does the minute lie in the slot's block? */
  holds(slot: number, minute: number): boolean {
    const place = minute - this.startOf(slot);
    return place >= 0 && place < BLOCK_MINUTES;
  }

  /** Begins a new block. */
  clear(slot: number, minute: number): void {
    const [from, to] = [slot * BLOCK_MINUTES, (slot + 1) * BLOCK_MINUTES];
    for (const array of [this.count, this.failures, this.min, this.sum, this.max]) array.fill(0, from, to);
    this.start[slot] = minute;
  }

  /** null: it failed. */
  add(slot: number, minute: number, latencyMs: number | null): void {
    const at = slot * BLOCK_MINUTES + minute - this.startOf(slot);
    const count = this.count[at] ?? 0;
    if (count === 0xffff) return;
    const failures = this.failures[at] ?? 0;
    this.count[at] = count + 1;
    if (latencyMs === null) return void (this.failures[at] = failures + 1);
    const isFirst = count === failures;
    if (isFirst || latencyMs < (this.min[at] ?? 0)) this.min[at] = latencyMs;
    if (isFirst || latencyMs > (this.max[at] ?? 0)) this.max[at] = latencyMs;
    this.sum[at] = (this.sum[at] ?? 0) + latencyMs;
  }

  /** Up to its last bucket with something in it. */
  buckets(slot: number): Bucket[] {
    const from = slot * BLOCK_MINUTES;
    const counts = this.count.subarray(from, from + BLOCK_MINUTES);
    const length = counts.findLastIndex((count) => count > 0) + 1;
    return Array.from({ length }, (_, place) => ({
      count: counts[place] ?? 0,
      failures: this.failures[from + place] ?? 0,
      min: this.min[from + place] ?? 0,
      sum: this.sum[from + place] ?? 0,
      max: this.max[from + place] ?? 0,
    }));
  }

  private grow(): void {
    this.room = Math.max(FIRST_SLOTS, this.room * 2);
    const length = this.room * BLOCK_MINUTES;
    const wider = <T extends Uint16Array | Float32Array | Int32Array>(array: T, next: T): T => {
      next.set(array);
      return next;
    };
    this.count = wider(this.count, new Uint16Array(length));
    this.failures = wider(this.failures, new Uint16Array(length));
    this.min = wider(this.min, new Float32Array(length));
    this.sum = wider(this.sum, new Float32Array(length));
    this.max = wider(this.max, new Float32Array(length));
    this.start = wider(this.start, new Int32Array(this.room));
  }
}
