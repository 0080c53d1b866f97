/** How long until a query that nobody remembers is answered without a target that died. */
export interface BoundInput {
  intervalMs: number;
  checkTimeoutMs: number;
  /** From a check that contradicts the last one to the next; null: the interval. */
  fastIntervalMs: number | null;
  fall: number;
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
 *
 *     first look = step
 *     confirm    = (fall − 1) × fast step                    (without a fast interval: × step)
 *     detect     = first look + confirm + check timeout + report + decision (0.1 s)
 *     total      = detect + TTL
 *
 * The target dies just after the last check that it passed began, so the agent looks again one step later; every check that fails
 * takes its whole timeout. How many agents look, and how many must agree, is no matter: all may have looked at that moment. Those that
 * look in turn are sooner as a rule, but one that comes or goes breaks the turn. A resolver may have asked just before the decision.
 * Intervals count from the beginning of one check to that of the next.
 */
export function failoverBound(input: BoundInput): Bound {
  const { intervalMs, checkTimeoutMs, fastIntervalMs, fall, ttlMs, reportMs = REPORT_MS } = input;
  const firstLookMs = Math.max(intervalMs, checkTimeoutMs);
  const fastStep = Math.max(Math.min(fastIntervalMs ?? intervalMs, intervalMs), checkTimeoutMs);
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
