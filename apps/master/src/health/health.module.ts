import { Module, type Provider } from '@nestjs/common';
import { type Policy, POLICY_CLASSES } from '@failover-dns/policies';
import { Clock } from './clock.js';
import { DecisionTable } from './decision-table.js';
import { DomainStates } from './domain-states.js';
import { POLICIES, PolicyTable } from './policy-table.js';
import { Readiness } from './readiness.js';
import { ReportStore } from './report-store.js';

const policyClasses = Object.values(POLICY_CLASSES);
const policies: Provider[] = [
  ...policyClasses,
  { provide: POLICIES, useFactory: (...all: Policy[]) => all, inject: policyClasses },
];

/** The hub: the only place with state. Rooms that bring reports in or carry decisions out know it; it knows none of them. */
@Module({
  providers: [Clock, PolicyTable, DomainStates, ReportStore, DecisionTable, Readiness, ...policies],
  exports: [Clock, PolicyTable, DomainStates, ReportStore, DecisionTable, Readiness],
})
export class HealthModule {}
