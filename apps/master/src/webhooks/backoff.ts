const BASE_MS = 500;
const CAP_MS = 60_000;
const LONGEST_WISH_MS = 3_600_000;

/** How long to wait after so many failures in a row: doubling, capped, spread over its upper half. `random` is in [0, 1). */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures - 1, 10));
  return full * (0.5 + 0.5 * random);
}

/** Milliseconds that a `Retry-After` header asks for (seconds or an HTTP date, RFC 9110 §10.2.3), at most an hour; 0: none. */
export function retryAfterMs(header: string | undefined, now: number): number {
  if (!header) return 0;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), LONGEST_WISH_MS) : 0;
}
