import { Injectable } from '@nestjs/common';
import { CurrentConfig } from '../config/current-config.js';
import { type CheckResult } from '@failover-dns/policies';
import { type DomainConfig } from '../config/master-config.js';
import { type TokenCheck } from '../config/token.js';
import { Agents } from './agents.js';
import { Clock } from './clock.js';
import { DomainStates } from './domain-states.js';
import { Interner } from './interner.js';
import { type Acceptance, type IncomingReport, isRepeated, type LastReport, refuse, type ReportOutcome } from './report.js';

/** Distinct agents that are heard about one target: ids are free text under a shared token, and each takes memory. */
const MAX_AGENTS = 256;

/** For each target, in the config's order. */
type LastReports = LastReport[][];
/** `at` is when the check ended, on the master's clock. */
type TurnListener = (turn: { domain: DomainConfig; target: number; agent: string; result: CheckResult; at: number }) => void;

/** The one place that takes reports: what every agent says about every target. */
@Injectable()
export class ReportStore {
  private readonly records = new Map<string, LastReports>();
  private readonly words = new Interner(10_000);
  private readonly turnListeners = new Set<TurnListener>();
  private readonly reportListeners = new Set<(outcome: ReportOutcome) => void>();

  constructor(
    private readonly config: CurrentConfig,
    private readonly states: DomainStates,
    private readonly agents: Agents,
    private readonly clock: Clock,
  ) {}

  /** Calls `listener` with what became of each report. */
  onReport(listener: (outcome: ReportOutcome) => void): void {
    this.reportListeners.add(listener);
  }

  /** Calls `listener` when an agent's result about a target is not what its last one was, before it counts. */
  onTurn(listener: TurnListener): void {
    this.turnListeners.add(listener);
  }

  /** Takes one report, or says why not. A report that was taken before, or that is older than what is known, is taken and changes nothing. */
  accept(report: IncomingReport, mayReport: TokenCheck): Acceptance {
    const acceptance = this.judge(report, mayReport);
    if (!acceptance.taken) this.count(acceptance.refusal);
    return acceptance;
  }

  /** For each target of the domain, in the config's order: the last report of each agent. */
  lastReports(domain: DomainConfig): readonly (readonly LastReport[])[] {
    return this.records.get(domain.name) ?? domain.targets.map(() => []);
  }

  /** Drops what agents said that went for good. */
  sweep(domain: DomainConfig): void {
    const record = this.records.get(domain.name);
    if (record === undefined) return;
    const before = this.clock.now() - Math.max(domain.rules.agentGraceMs, domain.rules.timeoutMs);
    this.states.forget(domain, before);
    record.forEach((reports, target) => {
      record[target] = reports.filter((report) => report.at >= before);
    });
  }

  private judge(report: IncomingReport, mayReport: TokenCheck): Acceptance {
    const domain = this.config.domain(report.domain);
    if (domain === undefined) return refuse('unknown_domain', `no domain "${report.domain}" here`);
    if (domain.agent.token !== undefined && !mayReport(domain.agent.token)) {
      return refuse('wrong_token', `X-API-Key is not the token of ${domain.name}`);
    }
    const target = domain.targets.findIndex(({ ip, port }) => ip === report.ip && port === report.port);
    if (target < 0)
      return refuse('unknown_target', `${report.ip} port ${report.port ?? 'none'} is not a target of ${domain.name}`);
    return this.take(domain, target, report);
  }

  private take(domain: DomainConfig, target: number, report: IncomingReport): Acceptance {
    const record = this.recordOf(domain);
    const last = this.placeFor(domain, record, target, report.agent);
    if (last === undefined)
      return refuse('too_many_agents', `a target of ${domain.name} has reports of ${MAX_AGENTS} agents already`);
    const reports = record[target] ?? [];
    if (isRepeated(report, reports[last])) this.count('repeated');
    else {
      const now = this.clock.now();
      const kept = this.kept(report, now);
      // An array that grows by assignment takes room for 16 more, and there is one for every target.
      record[target] = last < reports.length ? reports.with(last, kept) : [...reports, kept];
      this.count('taken');
      const { agent, result, latencyMs, reason } = kept;
      const at = now - Math.max(0, report.ageMs);
      this.agents.heard(agent, 1);
      if (result !== reports[last]?.result)
        for (const listener of this.turnListeners) listener({ domain, target, agent, result, at });
      this.states.apply(domain, { kind: 'report', target, agent, result, latencyMs, reason, at });
    }
    return { taken: true };
  }

  /** Where the agent's last report about this target stands, or may stand; undefined when there is no room. */
  private placeFor(domain: DomainConfig, record: LastReports, target: number, agent: string): number | undefined {
    const known = record[target]?.findIndex((report) => report.agent === agent) ?? -1;
    if (known >= 0) return known;
    if ((record[target]?.length ?? 0) >= MAX_AGENTS) this.sweep(domain);
    const length = record[target]?.length ?? 0;
    return length < MAX_AGENTS ? length : undefined;
  }

  private kept({ agent, timestamp, result, latencyMs, reason, sequence }: IncomingReport, at: number): LastReport {
    const { words } = this;
    const boot = sequence ? words.one(sequence.boot) : null;
    return {
      agent: words.one(agent),
      at,
      timestamp,
      result,
      latencyMs,
      reason: reason && words.one(reason),
      boot,
      seq: sequence?.seq ?? 0,
    };
  }

  private recordOf(domain: DomainConfig): LastReports {
    const known = this.records.get(domain.name);
    if (known !== undefined) return known;
    const record: LastReports = domain.targets.map(() => []);
    this.records.set(domain.name, record);
    return record;
  }

  private count(outcome: ReportOutcome): void {
    for (const listener of this.reportListeners) listener(outcome);
  }
}
