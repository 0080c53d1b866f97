/** Why a check did not pass. The list is fixed; what is particular stands in `detail`. */
export type Reason =
  'timeout' | 'refused' | 'unreachable' | 'dns' | 'tls' | 'status' | 'body' | 'protocol' | 'permission' | 'local';

/**
 * What one run of a check showed.
 * `fail` speaks about the target; `error` about this agent (no route, no permission, no sockets) and is no evidence.
 * `latencyMs` is null where nothing answered.
 */
export interface Observation {
  result: 'ok' | 'fail' | 'error';
  latencyMs: number | null;
  reason: Reason | null;
  detail?: string;
}

/** The address that is dialled. `port` is null for checks without one. */
export interface Target {
  ip: string;
  port: number | null;
}

/** How it is checked. `host` is the name a user would ask for; `verify` asks for a valid certificate of that name. */
export interface Check {
  host: string;
  verify: boolean;
  timeoutMs: number;
}

/**
 * One mode of checking. Failures are values; it throws on bugs only.
 * The caller owns the deadline: when `signal` aborts, let go of every socket and settle.
 */
export type Prober = (target: Target, check: Check, signal: AbortSignal) => Promise<Observation>;

const rounded = (ms: number) => Math.round(ms * 100) / 100;

export const ok = (latencyMs: number): Observation => ({ result: 'ok', latencyMs: rounded(latencyMs), reason: null });

export const fail = (reason: Reason, detail?: string, latencyMs?: number): Observation => ({
  result: 'fail',
  latencyMs: latencyMs === undefined ? null : rounded(latencyMs),
  reason,
  ...(detail === undefined ? {} : { detail }),
});

export const error = (reason: Reason, detail: string): Observation => ({ result: 'error', latencyMs: null, reason, detail });

/** The reason as it is logged and sent: `refused`, `status: 503`. */
export function reasonText({ reason, detail }: Observation): string | null {
  if (reason === null) return null;
  return detail ? `${reason}: ${detail}`.slice(0, 1024) : reason;
}
