import { type RateLimitOptions } from '../types.js';
import { Networks } from './networks.js';

/** What to do with a reply. */
export const VERDICT = { SEND: 0, DROP: 1, SLIP: 2 } as const;

/** Buckets in all, each KEY, SECOND, COUNT, LIMITED. They are shared by the workers, so the limit is the server's. */
const BUCKETS = 1 << 16;
const BUCKET_WORDS = 4;
/** A key may be in any of these next to each other; the one unused for longest gives way. */
const WAYS = 4;

export const RATE_LIMIT_BYTES = BUCKETS * BUCKET_WORDS * 4;

/**
 * Response rate limiting: at most so many replies a second to one client prefix for one kind of answer, counted in whole seconds.
 * Memory is fixed; when more prefixes ask than there are buckets, the oldest are forgotten. Threads add without waiting for each
 * other, so a few replies more than the limit may pass when they meet.
 */
export class RateLimiter {
  private readonly words: Uint32Array;
  private readonly options: RateLimitOptions;
  private readonly exempt: Networks;

  /** `memory` has RATE_LIMIT_BYTES. Throws FormatError on a bad exempt network. */
  constructor(options: RateLimitOptions, memory: ArrayBufferLike) {
    this.options = options;
    this.words = new Uint32Array(memory);
    this.exempt = new Networks(options.exempt);
  }

  /** `kind` tells answers apart that are counted apart; `second` is any clock in whole seconds. */
  check(address: Uint8Array, length: number, kind: number, second: number): number {
    if (this.exempt.has(address, length)) return VERDICT.SEND;
    const { words } = this;
    const bucket = this.bucket(this.key(address, length, kind), second >>> 0);
    const count = words[bucket + 2]! + 1;
    words[bucket + 2] = count;
    if (count <= this.options.responsesPerSecond) return VERDICT.SEND;
    const limited = words[bucket + 3]! + 1;
    words[bucket + 3] = limited;
    const { slip } = this.options;
    return slip > 0 && limited % slip === 0 ? VERDICT.SLIP : VERDICT.DROP;
  }

  private key(address: Uint8Array, length: number, kind: number): number {
    const bits = length === 4 ? this.options.ipv4Prefix : this.options.ipv6Prefix;
    let hash = (kind ^ length) | 0;
    for (let i = 0; i * 8 < bits; i++) {
      const kept = Math.min(8, bits - i * 8);
      hash = Math.imul(hash ^ (address[i]! & (0xff00 >> kept)), 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    // 0 marks a bucket that was never used.
    return (hash ^ (hash >>> 13)) >>> 0 || 1;
  }

  /** The bucket of a key, emptied if it last counted in another second. */
  private bucket(key: number, second: number): number {
    const { words } = this;
    const base = key & (BUCKETS - 1) & ~(WAYS - 1);
    let oldest = base * BUCKET_WORDS;
    for (let i = 0; i < WAYS; i++) {
      const at = (base + i) * BUCKET_WORDS;
      if (words[at] === key) {
        if (words[at + 1] !== second) {
          words[at + 1] = second;
          words[at + 2] = 0;
        }
        return at;
      }
      if (words[at + 1]! < words[oldest + 1]!) oldest = at;
    }
    words[oldest] = key;
    words[oldest + 1] = second;
    words[oldest + 2] = words[oldest + 3] = 0;
    return oldest;
  }
}
