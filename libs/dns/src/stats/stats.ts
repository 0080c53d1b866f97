import { COUNTER, COUNTER_SLOTS, RCODE_NAMES, RESPONSE_BOUNDS, TYPE_CLASSES } from './counters.js';

/** Sums over all workers since the start; they never decrease, except `tcpOpen`. */
export interface DnsStats {
  /** Messages that were answered or could have been, by transport. */
  queries: { udp4: number; udp6: number; tcp4: number; tcp6: number };
  /** Well-formed questions by type; types without a class of their own are `other`. */
  types: Record<string, number>;
  /** Replies sent, by rcode. */
  rcodes: Record<string, number>;
  /** Replies over UDP cut to TC=1 because they were too large. */
  truncated: number;
  /** Messages answered with FORMERR. */
  malformed: number;
  /** Messages that got no answer: shorter than a header, themselves replies, or from port 0. */
  dropped: number;
  /** Replies that rate limiting kept back, and of those, how many were sent empty with TC=1 instead. */
  limited: number;
  slipped: number;
  /** Queries answered SERVFAIL because of a fault of the engine. */
  faults: number;
  tcpOpen: number;
  tcpAccepted: number;
  /** TCP connections closed because of a cap or a deadline. */
  tcpCut: number;
  /** Workers that died and were replaced. */
  workerCrashes: number;
  /** One UDP message of TIMED_EVERY: the seconds from its handing over by the socket to its reply's, by upper bound (the last: longer). */
  responses: { counts: Record<string, number>; seconds: number };
}

/** Adds the counters of all workers up. */
export function readStats(counters: Float64Array, workerCrashes: number): DnsStats {
  const sum = (at: number) => {
    let total = 0;
    for (let i = at; i < counters.length; i += COUNTER_SLOTS) total += counters[i]!;
    return total;
  };
  const named = (names: Record<string, number>, at: (code: number, i: number) => number) =>
    Object.fromEntries(Object.entries(names).map(([name, code], i) => [name, sum(at(code, i))]));
  return {
    queries: { udp4: sum(COUNTER.UDP4), udp6: sum(COUNTER.UDP6), tcp4: sum(COUNTER.TCP4), tcp6: sum(COUNTER.TCP6) },
    types: named(TYPE_CLASSES, (_, i) => COUNTER.TYPES + i),
    rcodes: named(RCODE_NAMES, (code) => COUNTER.RCODES + code),
    truncated: sum(COUNTER.TRUNCATED),
    malformed: sum(COUNTER.MALFORMED),
    dropped: sum(COUNTER.DROPPED),
    limited: sum(COUNTER.LIMITED),
    slipped: sum(COUNTER.SLIPPED),
    faults: sum(COUNTER.FAULTS),
    tcpOpen: sum(COUNTER.TCP_OPEN),
    tcpAccepted: sum(COUNTER.TCP_ACCEPTED),
    tcpCut: sum(COUNTER.TCP_CUT),
    workerCrashes,
    responses: {
      counts: named(Object.fromEntries([...RESPONSE_BOUNDS, '+Inf'].map((bound, i) => [bound, i])), (i) => COUNTER.RESPONSES + i),
      seconds: sum(COUNTER.RESPONSE_SECONDS),
    },
  };
}
