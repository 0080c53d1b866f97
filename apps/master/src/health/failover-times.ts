import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CurrentConfig } from '../config/current-config.js';
import { targetKey } from '@failover-dns/policies';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { Clock } from './clock.js';
import { DecisionTable } from './decision-table.js';
import { placesOf } from './places.js';
import { ReportStore } from './report-store.js';

const KEPT = 10;

/** How long it took from the first failed check to the decision that took the target out. */
export interface FailoverTime {
  /** Place in the domain's list of targets. */
  target: number;
  at: Date;
  ms: number;
}

/** The failovers that were measured, to show beside the bound. */
@Injectable()
export class FailoverTimes implements OnModuleInit {
  private readonly measured = new Map<string, FailoverTime[]>();
  /** For each target that an agent fails on: since when each of them does, on the master's clock. */
  private readonly failing = new Map<string, Map<string, number>>();

  constructor(
    private readonly config: CurrentConfig,
    private readonly reports: ReportStore,
    private readonly decisions: DecisionTable,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.reports.onTurn(({ domain, target, agent, result, at }) => {
      const key = keyOf(domain, target);
      if (result === 'fail') this.failing.set(key, (this.failing.get(key) ?? new Map<string, number>()).set(agent, at));
      else if (this.failing.get(key)?.delete(agent) && this.failing.get(key)?.size === 0) this.failing.delete(key);
    });
    this.decisions.onChange((decision, previous) => {
      const domain = this.config.domain(decision.domain);
      decision.targets.forEach(({ verdict }, target) => {
        if (domain !== undefined && previous.verdicts[target] === 'up' && verdict === 'down') this.measure(domain, target);
      });
    });
  }

  /** Oldest first. */
  of(domain: DomainConfig): readonly FailoverTime[] {
    return this.measured.get(domain.name) ?? [];
  }

  /** Goes over to another config: what was measured follows its target. */
  follow(next: MasterConfig, previous: MasterConfig): void {
    const kept = new Set(
      [...next.domains.values()].flatMap((domain) => domain.targets.map((_, target) => keyOf(domain, target))),
    );
    for (const key of this.failing.keys()) if (!kept.has(key)) this.failing.delete(key);
    for (const [name, times] of this.measured) {
      const [domain, live] = [next.domains.get(name), previous.domains.get(name)];
      const places = domain && live ? placesOf(domain.targets, live.targets) : [];
      this.measured.set(
        name,
        times.flatMap((time) => (places.includes(time.target) ? [{ ...time, target: places.indexOf(time.target) }] : [])),
      );
    }
  }

  /** An agent that failed long before the others did speaks of something else. */
  private measure(domain: DomainConfig, target: number): void {
    const now = this.clock.now();
    const { intervalSec, timeoutSec } = domain.agent;
    const longest = (domain.rules.window + 1) * (intervalSec + timeoutSec) * 1000;
    const starts = [...(this.failing.get(keyOf(domain, target))?.values() ?? [])].filter((at) => at >= now - longest);
    if (starts.length === 0) return;
    const time = { target, at: this.clock.wall(), ms: now - Math.min(...starts) };
    this.measured.set(domain.name, [...this.of(domain), time].slice(-KEPT));
  }
}

const keyOf = ({ name, targets }: DomainConfig, target: number): string =>
  `${name} ${targetKey(targets[target] ?? { ip: '', port: null })}`;
