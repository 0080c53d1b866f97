import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { Agents } from './agents.js';
import { Attribution } from './attribution.js';
import { MassFailureBrake } from './brake.js';
import { DecisionTable } from './decision-table.js';
import { DomainStates } from './domain-states.js';
import { FailoverTimes } from './failover-times.js';
import { handover } from './handover.js';
import { Overrides } from './overrides.js';
import { ReportStore } from './report-store.js';

/** Takes the hub over to another config, at once: what stays keeps what is known of it, what went is dropped. */
@Injectable()
export class ConfigFollower implements OnModuleInit {
  constructor(
    private readonly config: CurrentConfig,
    private readonly agents: Agents,
    private readonly states: DomainStates,
    private readonly reports: ReportStore,
    private readonly decisions: DecisionTable,
    private readonly overrides: Overrides,
    private readonly attribution: Attribution,
    private readonly brake: MassFailureBrake,
    private readonly times: FailoverTimes,
  ) {}

  onModuleInit(): void {
    this.config.onChange((next, previous) => this.follow(next, previous));
    this.config.onSettle(() => this.states.settle());
  }

  /** States before decisions, as a decision must find the votes at their targets' new places. */
  private follow(next: MasterConfig, previous: MasterConfig): void {
    const { mayReturn } = this.config;
    const given = handover(next, previous, mayReturn);
    const agentsChanged = JSON.stringify(next.agents) !== JSON.stringify(previous.agents);
    if (agentsChanged) this.agents.follow(next, previous);
    this.reports.follow(next, previous, given.mayVote);
    this.times.follow(next, previous);
    this.brake.follow(next, previous);
    const overridesOf = (domain: DomainConfig) => this.overrides.about(domain);
    const changed = this.states.follow(next, previous, {
      ...given,
      agentsChanged,
      overridesOf,
      mayReturn,
    });
    this.decisions.follow(changed, previous);
    if (agentsChanged) this.overrides.retag();
    this.attribution.follow();
  }
}
