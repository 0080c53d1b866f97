import { type CheckResult } from '@failover-dns/policies';

/** One result as it came in. */
export interface IncomingReport {
  agent: string;
  domain: string;
  ip: string;
  port: number | null;
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

/** The last report of one agent about one target; whom it is about, its place tells. There is one for every vote, so it is kept small. */
export interface LastReport {
  agent: string;
  /** When it arrived, on the master's clock. */
  at: number;
  timestamp: string;
  result: CheckResult;
  latencyMs: number | null;
  reason: string | null;
  boot: string | null;
  seq: number;
}

/** Why a report was not taken. */
export type Refusal = 'unknown_domain' | 'wrong_token' | 'unknown_target' | 'too_many_agents' | 'no_such_date';
/** For those who count: what became of a report. */
export type ReportOutcome = 'taken' | 'repeated' | Refusal;
export type Acceptance = { taken: true } | { taken: false; refusal: Refusal; detail: string };

export const refuse = (refusal: Refusal, detail: string): Acceptance => ({ taken: false, refusal, detail });

/** Sequence numbers count from an agent's start, so they only compare within one. */
export const isRepeated = ({ sequence }: IncomingReport, last: LastReport | undefined): boolean =>
  sequence !== undefined && last !== undefined && sequence.boot === last.boot && sequence.seq <= last.seq;
