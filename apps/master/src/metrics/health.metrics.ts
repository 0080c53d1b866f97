import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { targetName } from '@failover-dns/policies';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { CurrentConfig } from '../config/current-config.js';
import { DecisionTable } from '../health/decision-table.js';
import { ReportStore } from '../health/report-store.js';

/** Decisions and reports as metrics. Label values come from the config alone, so that no caller can make new series. */
@Injectable()
export class HealthMetrics implements OnApplicationBootstrap {
  constructor(
    private readonly registry: Registry,
    private readonly config: CurrentConfig,
    private readonly decisions: DecisionTable,
    private readonly reports: ReportStore,
  ) {}

  onApplicationBootstrap(): void {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    const transitions = new Counter({
      name: 'failover_transitions_total',
      help: 'Changes of what a domain answers, or of its state',
      labelNames: ['domain', 'state'] as const,
      registers,
    });
    this.decisions.onChange((decision) => transitions.inc({ domain: decision.domain, state: decision.state }));
    const received = new Counter({
      name: 'failover_reports_total',
      help: 'Reports of agents, by what became of them',
      labelNames: ['result'] as const,
      registers,
    });
    this.reports.onReport((outcome) => received.inc({ result: outcome }));
    this.gauges(registers);
  }

  private gauges(registers: Registry[]): void {
    const target = new Gauge({
      name: 'failover_target_up',
      help: '1: the verdict on the target is up; 0: down or unknown',
      labelNames: ['domain', 'target'] as const,
      registers,
    });
    const fallback = new Gauge({
      name: 'failover_domain_using_fallback',
      help: '1: no target is answered',
      labelNames: ['domain'] as const,
      registers,
    });
    const { config, decisions } = this;
    new Gauge({
      name: 'failover_domain_answers',
      help: 'Addresses that the domain answers now',
      labelNames: ['domain'] as const,
      registers,
      collect() {
        // What the config does not name any more is not told of.
        for (const gauge of [this, fallback, target]) gauge.reset();
        for (const domain of config.value.domains.values()) {
          const { addresses, source, verdicts } = decisions.inForce(domain);
          this.set({ domain: domain.name }, addresses.length);
          fallback.set({ domain: domain.name }, source === 'fallback' ? 1 : 0);
          domain.targets.forEach((one, index) =>
            target.set({ domain: domain.name, target: targetName(one) }, verdicts[index] === 'up' ? 1 : 0),
          );
        }
      },
    });
  }
}
