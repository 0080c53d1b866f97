/**
 * The values that the core computes with. All times are milliseconds of the master's monotonic clock; an agent's own
 * timestamp never enters here.
 */

export const POLICY_NAMES = ['any', 'quorum', 'all', 'priority'] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

export const SELECT_NAMES = ['all', 'priority', 'weighted'] as const;
export type SelectName = (typeof SELECT_NAMES)[number];

export const ALL_DOWN_ACTIONS = ['fallback', 'all', 'last_good', 'nodata', 'servfail'] as const;
export type AllDownAction = (typeof ALL_DOWN_ACTIONS)[number];

export const PANIC_ACTIONS = ['all', 'fallback'] as const;
export type PanicAction = (typeof PANIC_ACTIONS)[number];

/** How a domain's reports become its answer (`server:` in the config). */
export interface Rules {
  policy: PolicyName;
  /** A vote is fresh while its last evidence is younger than this. */
  timeoutMs: number;
  /** Successes in a row that bring a target back. */
  rise: number;
  /** Failures among the last `window` results that take it down. */
  fall: number;
  /** ≥ `fall`. */
  window: number;
  /** Votes that the policy quorum needs: so many, or a share of the electorate (1–100 %); null: more than half. */
  quorum: { votes: number } | { percent: number } | null;
  /** With fewer voters there is no verdict. */
  minAgents: number;
  /** fallback: only fresh votes count. hold: a missing vote counts as missing, until the grace ends. */
  onSilence: 'fallback' | 'hold';
  /** Under hold: an agent without evidence about a target for so long leaves its electorate. */
  agentGraceMs: number;
  /** Before there is any evidence: not up, or up. */
  coldStart: 'fallback' | 'serve_all';
  allDown: AllDownAction;
  /** With fewer addresses up (but not none) `panic` is answered; 0: off. */
  minHealthy: number;
  panic: PanicAction;
  select: SelectName;
  /** Records of one family in one answer; null: all. */
  maxAnswers: number | null;
  /** When a higher tier that came back is answered again: at once, when released, or after it was up for so long. */
  failback: 'auto' | 'manual' | { afterMs: number };
  /** May votes of a suspect vantage be set aside? on: as auto. */
  attribution: 'auto' | 'on' | 'off';
}

export interface Target {
  ip: string;
  /** null for checks without a port (icmp). */
  port: number | null;
  /** Where tiers are selected the highest number is answered. */
  priority: number;
  /** Where the answer is drawn by weight: 0–1000; 0 is drawn only when nothing else is there, or in panic. */
  weight: number;
  /** Left out by the config. */
  disabled: boolean;
  /** How many checks are ANDed into one vote; ≥ 1. */
  checks: number;
}

/** What the core must know of a domain. */
export interface Domain {
  /** Lower case, absolute, without the final dot. */
  name: string;
  ttl: number;
  fallbackTtl: number;
  /** May be empty when `allDown` and `panic` want none. */
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

export const OVERRIDE_KINDS = ['maintenance', 'drain', 'force_up', 'force_down'] as const;
export type OverrideKind = (typeof OVERRIDE_KINDS)[number];

/** An operator's word, which beats the verdict. */
export interface Override {
  kind: OverrideKind;
  /** The address it is about; null: every target of the domain. */
  ip: string | null;
  who: string;
  why: string;
  since: number;
  /** null: until it is taken back. */
  until: number | null;
}

/** An agent whose votes do not count for now. */
export interface Aside {
  agent: string;
  because: 'suspect vantage' | 'maintenance';
  /** In words, for people. */
  why: string;
  until: number | null;
}

/** While it is on, targets that left service since `from` are answered as if they had not. */
export interface Brake {
  from: number;
  since: number;
  until: number | null;
  /** In words, for people. */
  why: string;
}

/** One agent's standing opinion about one target. */
export interface Vote {
  agent: string;
  value: VoteValue;
  /** The last results, newest last, at most `window` of them: `o` for ok, `x` for fail; an error is not among them. */
  recent: string;
  /** Successes in a row. */
  successes: number;
  /** When the last check that said something ended. An `error` says nothing, so it does not keep a vote fresh. */
  at: number;
  latencyMs: number | null;
  /** Why the last check failed, or could not be performed; null when it passed. */
  reason: string | null;
  /** It stands from before the master's start; no report of this life has confirmed it. */
  provisional: boolean;
  /** Where several checks make one vote: what each says, in their order. */
  parts?: readonly Vote[];
}

/** A target's verdict as it stands, and what must be remembered of earlier ones. */
export interface Settled {
  value: VerdictValue;
  since: number;
  /** Since when too few agents vote while the value is held; null: enough do. */
  silentSince: number | null;
  /** When it last went from up to something else; null: never. */
  leftAt: number | null;
  /** When it came up after it had been down or had left; null: it is not up, or was never out. */
  backAt: number | null;
  /** Until then the value stands from before the start, whatever the silence. */
  provisionalUntil: number | null;
  /** It is unknown, but was called down or left service before: when it comes up, it is back. */
  wasOut?: boolean;
  /** Under hold: when a vote last said up, as far as it is known. */
  upAt?: number;
}

/** What is known about a domain. Never changed in place. */
export interface DomainState {
  /** For each of the domain's targets, in their order: the votes about it, one an agent. */
  votes: readonly (readonly Vote[])[];
  /** For each target: its verdict, and what must be remembered of earlier ones. */
  settled: readonly Settled[];
  /** The priority that is answered; null: none yet, or tiers are not selected. */
  tier: number | null;
  /** What was last answered from targets. */
  lastGood: readonly string[];
  overrides: readonly Override[];
  aside: readonly Aside[];
  brake: Brake | null;
  /** Nothing changes by itself before this; Infinity: never. */
  until: number;
}

/** One observation. `at` is when the check ended, on the master's clock. */
export interface ReportEvent {
  kind: 'report';
  /** Place in the domain's list of targets. */
  target: number;
  /** Place among the target's checks; default 0. */
  check?: number;
  agent: string;
  result: CheckResult;
  at: number;
  latencyMs: number | null;
  reason: string | null;
}

/** What happened. */
export type HealthEvent =
  | ReportEvent
  /** Takes the place of an earlier override of the same address (or of the whole domain). */
  | { kind: 'override'; override: Override }
  /** Takes the override of an address (null: of the whole domain) back. */
  | { kind: 'release'; ip: string | null }
  /** Whose votes do not count from now on, in place of who they were. */
  | { kind: 'aside'; aside: readonly Aside[] }
  | { kind: 'brake'; brake: Brake | null }
  /** A higher tier that was kept out is let in. */
  | { kind: 'failback' };

/** Worst first. */
export const DOMAIN_STATES = ['fallback', 'frozen', 'unknown', 'degraded', 'healthy'] as const;
export type DomainStateName = (typeof DOMAIN_STATES)[number];

/** A vote as it is shown. */
export interface VoteView {
  agent: string;
  value: VoteValue;
  /** Age of its last evidence, milliseconds; null when it never had any. */
  ageMs: number | null;
  failures: number;
  successes: number;
  latencyMs: number | null;
  reason: string | null;
  provisional: boolean;
  /** Why it does not count; null: it does, or it says nothing anyway. */
  aside: string | null;
  /** Why it would not count if enough others voted; null: it would, or it does not count, or it says nothing anyway. */
  countsDespite: string | null;
  /** As in a vote. */
  recent: string;
}

/** k of n: `up` when u ≥ k, `down` when u + m < k. */
export interface Tally {
  up: number;
  down: number;
  missing: number;
  /** n = up + down + missing */
  electorate: number;
  /** k */
  needed: number;
  /** With a smaller electorate there is no verdict. */
  enough: number;
  /** Voters that do not count, as they are set aside. */
  aside: number;
  /** Counted votes that stand from before the master's start. */
  provisional: number;
}

/** in: as its verdict says. The others: an operator or the config says so. */
export type Service = 'in' | 'disabled' | 'maintenance' | 'forced_up' | 'forced_down' | 'drain';

export interface TargetDecision {
  ip: string;
  port: number | null;
  priority: number;
  weight: number;
  /** What the votes say, whatever an override says. */
  verdict: VerdictValue;
  /** Since when the verdict is this; milliseconds ago. */
  forMs: number;
  /** Why a verdict stands that the votes do not give: votes are missing, or stand from before the start; null: they do give it. */
  held: 'undecided' | 'silence' | 'provisional' | 'brake' | null;
  service: Service;
  override: Override | null;
  /** Counts as up: verdict, override and brake together. */
  inForce: boolean;
  /** Is its address in the answer? */
  answered: boolean;
  tally: Tally;
  votes: readonly VoteView[];
  /** The verdict in words: `2 of 3 agents say up, 2 needed`. */
  reason: string;
}

/** Where the answered addresses come from. */
export type AnswerSource = 'targets' | 'fallback' | 'all_targets' | 'last_good' | 'nodata' | 'servfail';

/** What a domain answers, and why. Explain, logs, API and DNS all print this one object. */
export interface Decision {
  domain: string;
  state: DomainStateName;
  policy: PolicyName;
  /** IPv4 and IPv6 mixed, in config order, each once. */
  addresses: readonly string[];
  /** For each address its weight in a draw; null: all are answered alike. */
  weights: readonly number[] | null;
  /** Records of one family in one answer; null: all. */
  maxAnswers: number | null;
  source: AnswerSource;
  /** Why the targets that are up are not what is answered. */
  cause: 'up' | 'panic' | 'all_down';
  ttl: number;
  /** Why this TTL: the name of the setting that it comes from. */
  ttlFrom: 'ttl' | 'fallback_ttl';
  /** The tier that is answered, where tiers are selected. */
  tier: number | null;
  targets: readonly TargetDecision[];
  brake: Brake | null;
  /** What operators did to it, beside the state: `maintenance`, `drain`, `forced`. */
  tags: readonly string[];
  /** Which of the targets that are up are answered, in words. */
  selection: string;
  /** The whole in one line. */
  reason: string;
  /** When this decision ends if nothing arrives; null: never. */
  holdsUntil: number | null;
}
