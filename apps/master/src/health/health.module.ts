import { Module, type Provider, type Type } from '@nestjs/common';
import { type Policy, POLICY_CLASSES } from '@failover-dns/policies';
import { Agents } from './agents.js';
import { AgentWatch } from './agent-watch.js';
import { Attribution } from './attribution.js';
import { MassFailureBrake } from './brake.js';
import { Clock } from './clock.js';
import { ClockWatch } from './clock-watch.js';
import { ConfigFollower } from './config-follower.js';
import { DecisionTable } from './decision-table.js';
import { DomainStates } from './domain-states.js';
import { FailoverTimes } from './failover-times.js';
import { Overrides } from './overrides.js';
import { POLICIES, PolicyTable } from './policy-table.js';
import { Readiness } from './readiness.js';
import { ReloadNote } from './reload-note.js';
import { ReportStore } from './report-store.js';
import { Simulation } from './simulation.js';
import { Traffic } from './traffic.js';

const policyClasses = Object.values(POLICY_CLASSES);
const policies: Provider[] = [
  ...policyClasses,
  { provide: POLICIES, useFactory: (...all: Policy[]) => all, inject: policyClasses },
];

const hub: Type[] = [
  Clock,
  PolicyTable,
  DomainStates,
  Agents,
  ReportStore,
  DecisionTable,
  Overrides,
  Attribution,
  MassFailureBrake,
  FailoverTimes,
  Simulation,
  Readiness,
  ConfigFollower,
  ReloadNote,
  ClockWatch,
  AgentWatch,
  Traffic,
];

/** The hub: the only place with state. Rooms that bring reports in or carry decisions out know it; it knows none of them. */
@Module({ providers: [...hub, ...policies], exports: hub })
export class HealthModule {}
