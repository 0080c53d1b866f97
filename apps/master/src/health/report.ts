import { type CheckResult } from '@failover-dns/policies';
import { type DomainConfig } from '../config/master-config.js';

/** One result as it came in. */
export interface IncomingReport {
  agent: string;
  domain: string;
  ip: string;
  port: number | null;
  /** How the agent calls its check; tells checks of one target apart. */
  check?: { name: string; type: string };
  result: CheckResult;
  latencyMs: number | null;
  reason: string | null;
  /** How old it was on arrival, milliseconds; a single report is fresh. */
  ageMs: number;
  /** What the agent said, for people. */
  timestamp: string;
  /** Where it stands in its agent's row of results; single reports have no such row. */
  sequence?: { boot: string; seq: number };
}

/** The last report of one agent about one check of a target; its place tells which target. There are many, so it is kept small. */
export interface LastReport {
  agent: string;
  /** Place among the target's checks. */
  check: number;
  /** When it arrived, on the master's clock. */
  at: number;
  /** When the check ended, on the master's clock. */
  endedAt: number;
  timestamp: string;
  result: CheckResult;
  latencyMs: number | null;
  reason: string | null;
  boot: string | null;
  seq: number;
}

/** Why a report was not taken. */
export type Refusal =
  'unknown_domain' | 'wrong_token' | 'wrong_agent' | 'no_task' | 'unknown_target' | 'too_many_agents' | 'no_such_date';
/** For those who count: what became of a report. */
export type ReportOutcome = 'taken' | 'repeated' | Refusal;
export interface Refused {
  taken: false;
  refusal: Refusal;
  /** For the caller, in words. */
  detail: string;
}
export type Acceptance = { taken: true } | Refused;

export const refuse = (refusal: Refusal, detail: string): Refused => ({ taken: false, refusal, detail });

/** Whoever sends reports. */
export interface Caller {
  /** Why it may not report about this domain as this agent; null: it may. */
  objection(domain: DomainConfig, agent: string): Refused | null;
}

/** Sequence numbers count from an agent's start, so they only compare within one. */
export const isRepeated = ({ sequence }: IncomingReport, last: LastReport | undefined): boolean =>
  sequence !== undefined && last !== undefined && sequence.boot === last.boot && sequence.seq <= last.seq;

/**
 * When the check of a report that arrives at `now` ended. Its age leaves out how long it travelled, so the one before it in the row
 * may seem to be later, and is not.
 */
export function endOf({ ageMs, sequence }: IncomingReport, last: LastReport | undefined, now: number): number {
  const end = now - Math.max(0, ageMs);
  return sequence !== undefined && sequence.boot === last?.boot ? Math.max(end, last.endedAt) : end;
}

const WORST_FIRST: readonly CheckResult[] = ['fail', 'error', 'ok'];

/** The report that says the worst, the newest of several such; undefined: there is none. */
export function worstOf(reports: readonly LastReport[]): LastReport | undefined {
  const rank = ({ result }: LastReport) => WORST_FIRST.indexOf(result);
  return reports.reduce<LastReport | undefined>(
    (worst, report) =>
      worst === undefined || rank(report) < rank(worst) || (rank(report) === rank(worst) && report.at > worst.at)
        ? report
        : worst,
    undefined,
  );
}
