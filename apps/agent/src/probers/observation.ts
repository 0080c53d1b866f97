import { type Networks } from './networks.js';

/** Why a check did not pass. The list is fixed; what is particular stands in `detail`. */
export type Reason =
  'timeout' | 'refused' | 'unreachable' | 'dns' | 'tls' | 'status' | 'body' | 'protocol' | 'permission' | 'local';

/** What was measured on the way, for people: phases in milliseconds, statuses, days to expiry. Nothing is decided by it. */
export type Details = Record<string, number | string | boolean | string[]>;

/**
 * What one run of a check showed.
 * `fail` speaks about the target; `error` about this agent (no route, no permission, no sockets) and is no evidence.
 * `latencyMs` is null where nothing answered. `detail` is the word beside the reason; it never repeats what was sent or received.
 */
export interface Observation {
  result: 'ok' | 'fail' | 'error';
  latencyMs: number | null;
  reason: Reason | null;
  detail?: string;
  details?: Details;
}

/** The address that is dialled. `port` is null for checks without one. */
export interface Target {
  ip: string;
  port: number | null;
}

/** How it is checked. `host` is the name a user would ask for; `params` are the mode's own. */
export interface Check<P> {
  host: string;
  timeoutMs: number;
  params: P;
}

/** What this agent's own config lets a check do. `commands`: by name, a program and its arguments. */
export interface Allowed {
  networks: Networks;
  commands: Readonly<Record<string, readonly string[]>>;
}

/**
 * One mode of checking. Failures are values; it throws on bugs only.
 * The caller owns the deadline: when `signal` aborts, let go of every socket and settle.
 * The caller has asked `allowed` about the target; an address that is found on the way is the prober's to ask about.
 */
export type Prober<P = object> = (target: Target, check: Check<P>, signal: AbortSignal, allowed: Allowed) => Promise<Observation>;

export const rounded = (ms: number) => Math.round(ms * 100) / 100;

export const ok = (latencyMs: number, details?: Details): Observation => ({
  result: 'ok',
  latencyMs: rounded(latencyMs),
  reason: null,
  ...(details ? { details } : {}),
});

export const fail = (reason: Reason, detail?: string, latencyMs?: number): Observation => ({
  result: 'fail',
  latencyMs: latencyMs === undefined ? null : rounded(latencyMs),
  reason,
  ...(detail === undefined ? {} : { detail }),
});

export const error = (reason: Reason, detail: string): Observation => ({ result: 'error', latencyMs: null, reason, detail });

/** An address that this agent's own config keeps it from, whoever named it. */
export const forbidden = (ip: string): Observation =>
  error('permission', `${ip} is in a network that this agent does not probe (allow_networks)`);

/** Tells what a step gave from why it gave nothing. */
export const isObservation = (step: object): step is Observation => 'result' in step;

/** One line of at most `maxLength` printable characters, for words that come from elsewhere. */
export const oneLine = (text: string, maxLength = 120): string =>
  text
    .replace(/[^\x20-\x7e\xa0-\uffff]+/g, ' ')
    .trim()
    .slice(0, maxLength);

/** The reason as it is logged and sent: `refused`, `status: 503`. */
export function reasonText({ reason, detail }: Observation): string | null {
  if (reason === null) return null;
  return detail ? `${reason}: ${detail}`.slice(0, 1024) : reason;
}
