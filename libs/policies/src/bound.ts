/** How long until a query that nobody remembers is answered without a target that died. */
export interface BoundInput {
  intervalMs: number;
  checkTimeoutMs: number;
  /** From a check that contradicts the last one to the next; null: the interval. */
  fastIntervalMs: number | null;
  fall: number;
  /** n: agents that vote on the target; ≥ 1. */
  agents: number;
  /** k: votes that keep it up. */
  needed: number;
  /** Are the agents' checks spread evenly over the interval? */
  phased: boolean;
  /** What an agent waits at most to send results together; default 200, 0 where it sends each by itself. */
  reportMs?: number;
  ttlMs: number;
}

/** The parts of the worst case, in the order in which they pass. `detectMs` sums all but the TTL. */
export interface Bound {
  firstLookMs: number;
  confirmMs: number;
  checkMs: number;
  reportMs: number;
  decisionMs: number;
  detectMs: number;
  ttlMs: number;
  totalMs: number;
}

const REPORT_MS = 200;
const DECISION_MS = 100;

/**
 * The longest that a failover can take while agents and network work: no bound holds over a brake, an override, lost reports, or
 * silence under `on_silence: hold`.
 *
 *     step       = max(interval, check timeout)              a check that outlasts the interval is followed at once
 *     fast step  = max(min(fast interval, interval), check timeout)
 *     d          = n − k + 1                                 so many must say down until fewer than k can say up
 *
 *     first look = step; when phased and check timeout ≤ interval: interval × d / n
 *     confirm    = (fall − 1) × fast step                    (without a fast interval: × step)
 *     detect     = first look + confirm + check timeout + report + decision (0.1 s)
 *     total      = detect + TTL
 *
 * The target dies just after the last check that it passed began, so the agent looks again one step later; every check that fails
 * takes its whole timeout. Agents that are not spread may all have looked at that moment, hence d does not matter for them; of
 * spread ones d have begun a check after d of the n parts of an interval. A resolver may have asked just before the decision.
 * Intervals count from the beginning of one check to that of the next.
 */
export function failoverBound(input: BoundInput): Bound {
  const { intervalMs, checkTimeoutMs, fastIntervalMs, fall, agents, needed, phased, ttlMs, reportMs = REPORT_MS } = input;
  const step = Math.max(intervalMs, checkTimeoutMs);
  const fastStep = Math.max(Math.min(fastIntervalMs ?? intervalMs, intervalMs), checkTimeoutMs);
  const down = Math.min(agents, Math.max(1, agents - needed + 1));
  const firstLookMs = phased && checkTimeoutMs <= intervalMs ? (intervalMs * down) / agents : step;
  const confirmMs = (fall - 1) * fastStep;
  const detectMs = firstLookMs + confirmMs + checkTimeoutMs + reportMs + DECISION_MS;
  return {
    firstLookMs,
    confirmMs,
    checkMs: checkTimeoutMs,
    reportMs,
    decisionMs: DECISION_MS,
    detectMs,
    ttlMs,
    totalMs: detectMs + ttlMs,
  };
}
