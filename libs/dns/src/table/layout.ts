import { drawWords } from './weights.js';

/**
 * The table in shared memory. All offsets are in 32-bit words; every structure starts on one. 0 means none.
 *
 *   header │ hash slots │ zones │ nodes, each with its sets and its slot │ per-worker counters of domains │ fences
 *
 * Only two things change after the build: a SLOT (by its one writer) and a worker's own counters and fence.
 */

/** Words of the header. ROOM is the most addresses of one family that a domain can have. */
export const HEAD = { HASH: 0, MASK: 1, DOMAINS: 2, COUNTERS: 3, ROTATIONS: 4, FENCES: 5, WORKERS: 6, ROOM: 7, SIZE: 8 } as const;

/** A hash slot: hash of the name, offset of its node. Open addressing, linear, at most half full. */
export const HASH_SLOT_WORDS = 2;

/** A name. Its lower-cased wire bytes follow. DOMAIN is its index + 1. SETS is how many follow each other at SETS_AT. */
export const NODE = {
  LENGTH: 0,
  ZONE: 1,
  CUT: 2,
  WILDCARD: 3,
  DOMAIN: 4,
  SLOT: 5,
  SETS: 6,
  SETS_AT: 7,
  NAME: 8,
} as const;

/** A zone. The SOA record's bytes follow; POINTER1/2 are byte offsets in it where a pointer to the apex goes. */
export const ZONE = {
  APEX_LENGTH: 0,
  PARENT: 1,
  TTL: 2,
  NEGATIVE_TTL: 3,
  SOA_LENGTH: 4,
  POINTER1: 5,
  POINTER2: 6,
  SOA: 7,
} as const;

/** A static set. Its records' bytes follow, owners being pointers to the question. */
export const SET = { TYPE: 0, COUNT: 1, BYTES: 2, ROTATION: 3, RECORDS: 4 } as const;

/** A domain's answer. Two regions follow; the one at `SEQUENCE & 1` is current, the other is where the next answer is written. */
export const SLOT = { SEQUENCE: 0, ROOM4: 1, ROOM6: 2, REGION_WORDS: 3, REGIONS: 4 } as const;

/**
 * An answer: A records, then AAAA records (each with the room of all candidates), then the EDE option, then what draws the A and the
 * AAAA records (weights.ts). MAX 0: no maximum.
 */
export const REGION = { FLAGS: 0, MAX: 1, COUNT4: 2, COUNT6: 3, EDE_LENGTH: 4, RECORDS: 5 } as const;

/** Bits of FLAGS. WEIGHTED: the records are drawn, not answered in turn. */
export const FLAG = { SERVFAIL: 1, WEIGHTED: 2 } as const;

/** Bytes of one A and one AAAA record: pointer, type, class, TTL, length, address. */
export const A_BYTES = 16;
export const AAAA_BYTES = 28;

/** Room of an EDE option in bytes: code, length, info code and 80 bytes of text (RFC 8914 §2). */
export const EDE_ROOM = 88;

/**
 * What one worker counts for one domain: questions for A, for AAAA and for other types. The first two are also whose turn it is to
 * stand first in the answer.
 */
export const DOMAIN_COUNTER = { A: 0, AAAA: 1, OTHER: 2, WORDS: 4 } as const;

/** Words of a cache line. A domain's node and its slot start on one: with many names, lines are what a query waits for. */
export const LINE_WORDS = 16;

/** Fences are a cache line apart. */
export const FENCE_WORDS = LINE_WORDS;

export function regionWords(room4: number, room6: number): number {
  return drawAt(0, room4, room6, true) + drawWords(room6);
}

/** Where the words are that draw the A or AAAA records of the answer at `region`. */
export function drawAt(region: number, room4: number, room6: number, ipv6: boolean): number {
  const at = region + REGION.RECORDS + (room4 * A_BYTES + room6 * AAAA_BYTES + EDE_ROOM) / 4;
  return ipv6 ? at + drawWords(room4) : at;
}
