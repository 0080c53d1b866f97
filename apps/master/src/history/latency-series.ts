import { type Bucket, eachBucket, merged } from './latency-block.js';

const MINUTE_MS = 60_000;

/** A block as it is kept: `step` in minutes, `start` in minutes since 1970. */
export interface Block {
  target: string;
  /** Empty: all agents together. */
  agent: string;
  step: number;
  start: number;
  data: Uint8Array;
}

export interface Window {
  from: number;
  to: number;
  stepMs: number;
}

/** One entry a bucket; null where nothing was measured. */
export interface LatencySeries {
  target: string;
  agent: string;
  buckets: (Bucket | null)[];
}

/** Blocks, put together into as many buckets as are wanted. Blocks may overlap; a wider bucket counts where it begins. */
export function seriesOf(blocks: Iterable<Block>, { from, to, stepMs }: Window): LatencySeries[] {
  const length = Math.ceil((to - from) / stepMs);
  const all = new Map<string, LatencySeries>();
  for (const { target, agent, step, start, data } of blocks) {
    const key = `${target} ${agent}`;
    const series = all.get(key) ?? { target, agent, buckets: Array<Bucket | null>(length).fill(null) };
    all.set(key, series);
    eachBucket(data, (place, bucket) => {
      const index = Math.floor(((start + place * step) * MINUTE_MS - from) / stepMs);
      if (index >= 0 && index < length) series.buckets[index] = merged(series.buckets[index] ?? undefined, bucket);
    });
  }
  const inOrder = (one: LatencySeries, other: LatencySeries): number =>
    one.target === other.target ? (one.agent < other.agent ? -1 : 1) : one.target < other.target ? -1 : 1;
  return [...all.values()].filter(({ buckets }) => buckets.some((bucket) => bucket !== null)).sort(inOrder);
}
