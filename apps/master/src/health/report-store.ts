import { Injectable } from '@nestjs/common';
import { CurrentConfig } from '../config/current-config.js';
import { type CheckResult } from '@failover-dns/policies';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { Agents } from './agents.js';
import { Clock } from './clock.js';
import { DomainStates } from './domain-states.js';
import { Interner } from './interner.js';
import { placesOf } from './places.js';
import {
  type Acceptance,
  type Caller,
  endOf,
  type IncomingReport,
  isRepeated,
  type LastReport,
  refuse,
  type ReportOutcome,
  worstOf,
} from './report.js';
import { type Subject, subjectOf } from './report-target.js';

/** Distinct agents that are heard about one check of a target: ids are free text under a shared token, and each takes memory. */
const MAX_AGENTS = 256;

/** For each target, in the config's order: those about any of its checks. */
type LastReports = LastReport[][];
/** `at` is when the check ended, on the master's clock. */
/** `before` and `after`: what the agent says of the target, all checks together. */
interface Turn {
  agent: string;
  at: number;
  before: CheckResult | undefined;
  after: CheckResult;
}
/** `result` of one check; `latencyMs` as the agent measured it. */
type CheckListener = (domain: DomainConfig, target: number, agent: string, result: CheckResult, latencyMs: number | null) => void;
type TurnListener = (turn: { domain: DomainConfig; target: number; agent: string; result: CheckResult; at: number }) => void;

/** The one place that takes reports: what every agent says about every target. */
@Injectable()
export class ReportStore {
  private readonly records = new Map<string, LastReports>();
  private readonly words = new Interner(10_000);
  private readonly turnListeners = new Set<TurnListener>();
  private readonly checkListeners = new Set<CheckListener>();
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

  /** Calls `listener` with each result that is taken. */
  onCheck(listener: CheckListener): void {
    this.checkListeners.add(listener);
  }

  /** Calls `listener` when what an agent says of a target is not what it said last, before it counts; of several checks the worst speaks. */
  onTurn(listener: TurnListener): void {
    this.turnListeners.add(listener);
  }

  /** Takes one report, or says why not. A report that was taken before, or that is older than what is known, is taken and changes nothing. */
  accept(report: IncomingReport, caller: Caller): Acceptance {
    const acceptance = this.judge(report, caller);
    if (!acceptance.taken) this.count(acceptance.refusal);
    return acceptance;
  }

  /** For each target of the domain, in the config's order: the last report of each agent about each check. */
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

  /** Goes over to another config: reports follow their targets, and those of agents that may not vote any more go. */
  follow(next: MasterConfig, previous: MasterConfig, mayVote: (agent: string, domain: DomainConfig) => boolean): void {
    for (const [name, record] of this.records) {
      const [domain, live] = [next.domains.get(name), previous.domains.get(name)];
      if (domain === undefined || live === undefined) this.records.delete(name);
      else {
        const places = placesOf(domain.targets, live.targets);
        const moved = places.map((place, target) =>
          live.targets[place]?.checks === domain.targets[target]?.checks ? (record[place] ?? []) : [],
        );
        this.records.set(
          name,
          moved.map((reports) => reports.filter(({ agent }) => mayVote(agent, domain))),
        );
      }
    }
  }

  private judge(report: IncomingReport, caller: Caller): Acceptance {
    const domain = this.config.domain(report.domain);
    if (domain === undefined) return refuse('unknown_domain', `no domain "${report.domain}" here`);
    const objection = caller.objection(domain, report.agent);
    if (objection !== null) return objection;
    const subject = subjectOf(domain, report);
    if (subject === undefined) return refuse('unknown_target', strangeText(domain, report));
    return this.take(domain, subject, report);
  }

  private take(domain: DomainConfig, subject: Subject, report: IncomingReport): Acceptance {
    const { target, check } = subject;
    const record = this.recordOf(domain);
    const place = this.placeFor(domain, record, subject, report.agent);
    if (place === undefined)
      return refuse('too_many_agents', `a target of ${domain.name} has reports of ${MAX_AGENTS} agents already`);
    const reports = record[target] ?? [];
    if (isRepeated(report, reports[place])) this.count('repeated');
    else {
      const now = this.clock.now();
      const at = endOf(report, reports[place], now);
      const kept = this.kept(report, check, now, at);
      // An array that grows by assignment takes room for 16 more, and there is one for every target.
      const after = place < reports.length ? reports.with(place, kept) : [...reports, kept];
      record[target] = after;
      this.count('taken');
      const { agent, result, latencyMs, reason } = kept;
      for (const listener of this.checkListeners) listener(domain, target, agent, result, latencyMs);
      this.agents.heard(agent, 1);
      this.tellTurn(domain, target, { agent, at, before: wordOf(reports, agent), after: wordOf(after, agent) ?? result });
      this.states.apply(domain, { kind: 'report', target, check, agent, result, latencyMs, reason, at });
    }
    return { taken: true };
  }

  private tellTurn(domain: DomainConfig, target: number, { agent, at, before, after }: Turn): void {
    if (before === after) return;
    for (const listener of this.turnListeners) listener({ domain, target, agent, result: after, at });
  }

  /** Where the agent's last report about this check stands, or may stand; undefined when there is no room. */
  private placeFor(domain: DomainConfig, record: LastReports, { target, check }: Subject, agent: string): number | undefined {
    const known = record[target]?.findIndex((report) => report.agent === agent && report.check === check) ?? -1;
    if (known >= 0) return known;
    const isFull = () => (record[target]?.filter((report) => report.check === check).length ?? 0) >= MAX_AGENTS;
    if (isFull()) this.sweep(domain);
    return isFull() ? undefined : (record[target]?.length ?? 0);
  }

  private kept(report: IncomingReport, check: number, at: number, endedAt: number): LastReport {
    const { agent, timestamp, result, latencyMs, reason, sequence } = report;
    const { words } = this;
    const boot = sequence ? words.one(sequence.boot) : null;
    return {
      agent: words.one(agent),
      check,
      at,
      endedAt,
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

/** What an agent says of a target, all checks together; undefined: nothing yet. */
const wordOf = (reports: readonly LastReport[], agent: string): CheckResult | undefined =>
  worstOf(reports.filter((report) => report.agent === agent))?.result;

function strangeText(domain: DomainConfig, { ip, port, check }: IncomingReport): string {
  const what = `${ip} port ${port ?? 'none'}`;
  const isTarget = domain.checks.some(
    (checks, target) => domain.targets[target]?.ip === ip && checks.some((own) => own.port === port),
  );
  return isTarget ? `${check?.type} is no check of ${what} in ${domain.name}` : `${what} is not a target of ${domain.name}`;
}
