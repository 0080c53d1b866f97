/**
 * The values that the core computes with. All times are milliseconds of the master's monotonic clock; an agent's own
 * timestamp never enters here.
 */

export const POLICY_NAMES = ['any', 'quorum', 'all', 'priority'] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

/** How a domain's reports become its answer (`server:` in the config). */
export interface Rules {
  policy: PolicyName;
  /** A vote counts while its last report is younger than this. */
  timeoutMs: number;
  /** Successes in a row that bring a target back. */
  rise: number;
  /** Failures among the last `window` results that take it down. */
  fall: number;
  /** ≥ `fall`. */
  window: number;
}

export interface Target {
  ip: string;
  /** null for checks without a port (icmp). */
  port: number | null;
  /** Under the priority policy the highest number is answered. */
  priority: number;
}

/** What the core must know of a domain. */
export interface Domain {
  /** Lower case, absolute, without the final dot. */
  name: string;
  ttl: number;
  fallbackTtl: number;
  fallback: readonly string[];
  rules: Rules;
  targets: readonly Target[];
}

/** How a target is called within its domain: `ip:port`, `ip:icmp` where there is no port. */
export const targetKey = (target: Pick<Target, 'ip' | 'port'>): string => `${target.ip}:${target.port ?? 'icmp'}`;

/** `error`: the agent could not perform the check; no evidence about the target. */
export type CheckResult = 'ok' | 'fail' | 'error';
export type VoteValue = 'up' | 'down' | 'unknown';
export type VerdictValue = 'up' | 'down' | 'unknown';

/** One agent's standing opinion about one target. */
export interface Vote {
  agent: string;
  value: VoteValue;
  /** The last results, newest last, at most `window` of them: `o` for ok, `x` for fail; an error is not among them. */
  recent: string;
  /** Successes in a row, up to `rise`. */
  successes: number;
  /** When the last check that said something ended. An `error` says nothing, so it does not keep a vote fresh. */
  at: number;
  latencyMs: number | null;
  /** Why the last check failed, or could not be performed; null when it passed. */
  reason: string | null;
}

/** What is known about a domain. Never changed in place. */
export interface DomainState {
  /** For each of the domain's targets, in their order: the votes about it, one an agent. */
  votes: readonly (readonly Vote[])[];
}

/** What happened. `at` is when the check ended, on the master's clock. */
export interface HealthEvent {
  kind: 'report';
  /** Place in the domain's list of targets. */
  target: number;
  agent: string;
  result: CheckResult;
  at: number;
  latencyMs: number | null;
  reason: string | null;
}

/** Worst first. */
export const DOMAIN_STATES = ['fallback', 'frozen', 'unknown', 'degraded', 'healthy'] as const;
export type DomainStateName = (typeof DOMAIN_STATES)[number];

export interface VoteView {
  agent: string;
  value: VoteValue;
  /** Age of its last evidence, milliseconds; null when it never had any. */
  ageMs: number | null;
  failures: number;
  successes: number;
  latencyMs: number | null;
  reason: string | null;
}

/** k of n: `up` when u ≥ k, `down` when u + m < k. */
export interface Tally {
  up: number;
  down: number;
  missing: number;
  /** n */
  electorate: number;
  /** k */
  needed: number;
}

export interface TargetDecision {
  ip: string;
  port: number | null;
  priority: number;
  verdict: VerdictValue;
  /** Is its address in the answer? */
  answered: boolean;
  tally: Tally;
  votes: readonly VoteView[];
  /** The verdict in words: `up: 2 of 3 agents say up, 2 needed`. */
  reason: string;
}

/** What a domain answers, and why. Explain, logs, API and DNS all print this one object. */
export interface Decision {
  domain: string;
  state: DomainStateName;
  policy: PolicyName;
  /** IPv4 and IPv6 mixed, in config order, each once. */
  addresses: readonly string[];
  source: 'targets' | 'fallback';
  ttl: number;
  /** Why this TTL: the name of the setting that it comes from. */
  ttlFrom: 'ttl' | 'fallback_ttl';
  targets: readonly TargetDecision[];
  /** Which of the targets that are up are answered, in words. */
  selection: string;
  /** The whole in one line. */
  reason: string;
  /** When this decision ends if nothing arrives; null: never. */
  holdsUntil: number | null;
}
