/** Positions of one worker's counters. Workers only add; the main thread only reads. */
export const COUNTER = {
  UDP4: 0,
  UDP6: 1,
  TCP4: 2,
  TCP6: 3,
  TRUNCATED: 4,
  MALFORMED: 5,
  DROPPED: 6,
  LIMITED: 7,
  SLIPPED: 8,
  FAULTS: 9,
  TCP_OPEN: 10,
  TCP_ACCEPTED: 11,
  TCP_CUT: 12,
  TYPES: 16,
  RCODES: 48,
  /** One for each of RESPONSE_BOUNDS and one for what took longer, then the sum in seconds. */
  RESPONSES: 80,
  RESPONSE_SECONDS: 92,
} as const;

/** Floats, because they count exactly to 2^53 where 32 bits would wrap within hours. */
export const COUNTER_SLOTS = 96;

/** Upper bounds in seconds of the classes that times of answering are counted in; at most 11. */
export const RESPONSE_BOUNDS = [5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 5e-3, 2.5e-2, 1e-1] as const;

/** Every how many messages one is timed. */
export const TIMED_EVERY = 128;

/** The classes that question types are counted in; `other` is everything not named. */
export const TYPE_CLASSES = {
  other: 0,
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  DS: 43,
  DNSKEY: 48,
  SVCB: 64,
  HTTPS: 65,
  AXFR: 252,
  ANY: 255,
  CAA: 257,
} as const;

/** Type code → position behind COUNTER.TYPES. */
export const TYPE_CLASS = new Uint8Array(512);
Object.values(TYPE_CLASSES).forEach((code, i) => (TYPE_CLASS[code] = i));

export const RCODE_NAMES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5, BADVERS: 16 } as const;
