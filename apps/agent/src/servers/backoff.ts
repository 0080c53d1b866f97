const BASE_MS = 500;
const CAP_MS = 10_000;

/** How long to wait after so many failures in a row: doubling, capped, spread over its upper half. `random` is in [0, 1). */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures - 1, 10));
  return full * (0.5 + 0.5 * random);
}

const LEAST_MS = 1000;
const MOST_MS = 3_600_000;

/**
 * Milliseconds that a `Retry-After` header asks for (seconds or an HTTP date, RFC 9110 section 10.2.3), at most an hour.
 * Null when there is none, or one under a second: then the backoff says.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : /[a-z]/i.test(text) ? Date.parse(text) - now : NaN;
  return ms >= LEAST_MS ? Math.min(ms, MOST_MS) : null;
}
