/** Buckets of one minute, or of ten, in a row, packed: ten bytes each, so that a week of them is small. */

/** One bucket: `sum` over those that passed. */
export interface Bucket {
  count: number;
  failures: number;
  min: number;
  sum: number;
  max: number;
}

export const BUCKET_BYTES = 10;
const MOST = 0xffff;
/** Steps of an octave: a latency is kept to 0.03 %, from a microsecond to an hour. */
const STEPS = 2048;

const packMs = (ms: number): number => Math.min(MOST, Math.round(STEPS * Math.log2(1 + Math.max(0, ms) * 1000)));
const unpackMs = (word: number): number => (2 ** (word / STEPS) - 1) / 1000;

export function packBlock(buckets: readonly Bucket[]): Uint8Array {
  const bytes = new Uint8Array(buckets.length * BUCKET_BYTES);
  const view = new DataView(bytes.buffer);
  buckets.forEach(({ count, failures, min, sum, max }, index) => {
    const at = index * BUCKET_BYTES;
    const passed = count - failures;
    view.setUint16(at, Math.min(MOST, count));
    view.setUint16(at + 2, Math.min(MOST, failures));
    if (passed === 0) return;
    view.setUint16(at + 4, packMs(min));
    view.setUint16(at + 6, packMs(sum / passed));
    view.setUint16(at + 8, packMs(max));
  });
  return bytes;
}

/** Calls `visit` with each bucket that has something in it, and its place. */
export function eachBucket(bytes: Uint8Array, visit: (place: number, bucket: Bucket) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let place = 0; (place + 1) * BUCKET_BYTES <= bytes.byteLength; place++) {
    const at = place * BUCKET_BYTES;
    const count = view.getUint16(at);
    if (count === 0) continue;
    const failures = view.getUint16(at + 2);
    const [min, mean, max] = [
      unpackMs(view.getUint16(at + 4)),
      unpackMs(view.getUint16(at + 6)),
      unpackMs(view.getUint16(at + 8)),
    ];
    visit(place, { count, failures, min, sum: mean * (count - failures), max });
  }
}

export function merged(one: Bucket | undefined, other: Bucket): Bucket {
  if (one === undefined) return { ...other };
  const [onePassed, otherPassed] = [one.count - one.failures, other.count - other.failures];
  return {
    count: one.count + other.count,
    failures: one.failures + other.failures,
    min: onePassed === 0 ? other.min : otherPassed === 0 ? one.min : Math.min(one.min, other.min),
    sum: one.sum + other.sum,
    max: Math.max(one.max, other.max),
  };
}
