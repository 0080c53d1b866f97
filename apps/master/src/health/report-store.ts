import { Injectable } from '@nestjs/common';
import { type DomainState, EMPTY_STATE, forget, reduce, targetKey, type TargetKey } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { isToken } from '../config/token.js';
import { Clock } from './clock.js';

/** One result as it came in, on the master's clock. */
export interface IncomingReport {
  agent: string;
  domain: string;
  ip: string;
  port: number | null;
  result: 'ok' | 'fail' | 'error';
  latencyMs: number | null;
  reason: string | null;
  /** How old it was on arrival, milliseconds; a single report is fresh. */
  ageMs: number;
  /** What the agent said, for people. */
  timestamp: string;
  type: string;
  checkName: string;
  /** Where it stands in its agent's row of results; single reports have no such row. */
  sequence?: { boot: string; seq: number };
}

export interface LastReport extends IncomingReport {
  arrivedAt: Date;
}

/** Why a report was not taken. */
export type Refusal = 'unknown_domain' | 'wrong_token' | 'unknown_target' | 'too_many_agents' | 'no_such_date';
/** For those who count: what became of a report. */
export type ReportOutcome = 'taken' | 'repeated' | Refusal;
export type Acceptance = { taken: true } | { taken: false; refusal: Refusal; detail: string };

/** Distinct agents that one domain listens to: ids are free text under a shared token, and each takes memory. */
const MAX_AGENTS = 256;
/** Agents silent for so long are forgotten. */
const graceMs = (domain: DomainConfig): number => Math.max(5 * domain.rules.timeoutMs, 300_000);

interface DomainRecord {
  state: DomainState;
  last: Map<TargetKey, Map<string, LastReport>>;
  agents: Map<string, number>;
}

/** The one place that takes reports: what every agent says about every target. */
@Injectable()
export class ReportStore {
  private readonly records = new Map<string, DomainRecord>();
  private readonly voteListeners = new Set<(domain: DomainConfig) => void>();
  private readonly reportListeners = new Set<(result: ReportOutcome) => void>();

  constructor(
    private readonly config: CurrentConfig,
    private readonly clock: Clock,
  ) {}

  /** Calls `listener` whenever a vote about a domain changed, before `accept` returns. */
  onVote(listener: (domain: DomainConfig) => void): void {
    this.voteListeners.add(listener);
  }

  /** Calls `listener` with what became of each report. */
  onReport(listener: (result: ReportOutcome) => void): void {
    this.reportListeners.add(listener);
  }

  /** Takes one report, or says why not. A report that was taken before, or that is older than what is known, is taken and changes nothing. */
  accept(report: IncomingReport, token: string | undefined): Acceptance {
    const acceptance = this.judge(report, token);
    if (!acceptance.taken) this.count(acceptance.refusal);
    return acceptance;
  }

  private judge(report: IncomingReport, token: string | undefined): Acceptance {
    const domain = this.config.domain(report.domain);
    if (domain === undefined) return refuse('unknown_domain', `no domain "${report.domain}" here`);
    if (domain.agent.token !== undefined && !isToken(token, domain.agent.token)) {
      return refuse('wrong_token', `X-API-Key is not the token of ${domain.name}`);
    }
    const key = targetKey(report);
    if (!domain.targets.some((target) => targetKey(target) === key)) {
      return refuse('unknown_target', `${report.ip} port ${report.port ?? 'none'} is not a target of ${domain.name}`);
    }
    const record = this.recordOf(domain);
    if (!this.hasRoom(record, domain, report.agent)) {
      return refuse('too_many_agents', `${domain.name} has reports of ${MAX_AGENTS} agents already`);
    }
    this.take(domain, record, key, report);
    return { taken: true };
  }

  stateOf(domain: string): DomainState {
    return this.records.get(domain)?.state ?? EMPTY_STATE;
  }

  /** The last report of each agent about each target of a domain. */
  lastReports(domain: string): LastReport[] {
    return [...(this.records.get(domain)?.last.values() ?? [])].flatMap((reports) => [...reports.values()]);
  }

  /** Drops what agents said that went for good. */
  sweep(domain: DomainConfig): void {
    const record = this.records.get(domain.name);
    if (record === undefined) return;
    const before = this.clock.now() - graceMs(domain);
    record.state = forget(record.state, before);
    for (const [agent, seen] of record.agents) {
      if (seen >= before) continue;
      record.agents.delete(agent);
      for (const reports of record.last.values()) reports.delete(agent);
    }
  }

  private take(domain: DomainConfig, record: DomainRecord, target: TargetKey, report: IncomingReport): void {
    const reports = record.last.get(target) ?? new Map<string, LastReport>();
    const last = reports.get(report.agent);
    const now = this.clock.now();
    record.agents.set(report.agent, now);
    if (isRepeated(report, last)) return this.count('repeated');
    this.count('taken');
    record.last.set(target, reports.set(report.agent, { ...report, arrivedAt: this.clock.wall() }));
    const { agent, result, latencyMs, reason } = report;
    const before = record.state.get(target)?.get(agent);
    record.state = reduce(
      domain,
      record.state,
      { kind: 'report', target, agent, result, latencyMs, reason, at: now - Math.max(0, report.ageMs) },
      now,
    );
    const after = record.state.get(target)?.get(agent);
    const revived = before !== undefined && now - before.at >= domain.rules.timeoutMs;
    if (before?.value !== after?.value || revived) for (const listener of this.voteListeners) listener(domain);
  }

  private count(outcome: ReportOutcome): void {
    for (const listener of this.reportListeners) listener(outcome);
  }

  private hasRoom(record: DomainRecord, domain: DomainConfig, agent: string): boolean {
    if (record.agents.has(agent) || record.agents.size < MAX_AGENTS) return true;
    this.sweep(domain);
    return record.agents.size < MAX_AGENTS;
  }

  private recordOf(domain: DomainConfig): DomainRecord {
    const known = this.records.get(domain.name);
    if (known !== undefined) return known;
    const record: DomainRecord = { state: EMPTY_STATE, last: new Map(), agents: new Map() };
    this.records.set(domain.name, record);
    return record;
  }
}

const refuse = (refusal: Refusal, detail: string): Acceptance => ({ taken: false, refusal, detail });

/** Sequence numbers count from an agent's start, so they only compare within one. */
function isRepeated({ sequence }: IncomingReport, last: LastReport | undefined): boolean {
  const known = last?.sequence;
  return sequence !== undefined && known !== undefined && sequence.boot === known.boot && sequence.seq <= known.seq;
}
