import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { CurrentConfig } from '../config/current-config.js';
import { longestSilence } from '../degraded/longest-silence.js';
import { agentState, type AgentState } from '../health/agents-duties.js';
import { type AgentRecord, Agents } from '../health/agents.js';
import { Clock } from '../health/clock.js';
import { type ReportOutcome } from '../health/report.js';
import { ReportStore } from '../health/report-store.js';
import { readOut, type Sample } from './read-out.js';

/** Every outcome stands from the start, so that its first report is a rise. */
const OUTCOMES: Record<ReportOutcome, null> = {
  taken: null,
  repeated: null,
  unknown_domain: null,
  wrong_token: null,
  wrong_agent: null,
  no_task: null,
  unknown_target: null,
  too_many_agents: null,
  no_such_date: null,
};

/** Agents and what they send. An agent has series of its own if the config names it; ids of others are free text, and only counted. */
@Injectable()
export class AgentMetrics implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly config: CurrentConfig,
    private readonly agents: Agents,
    private readonly reports: ReportStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const { registry } = this;
    const received = new Counter({
      name: 'failover_reports_total',
      help: 'Reports of agents, by what became of them',
      labelNames: ['result'] as const,
      registers: [registry],
    });
    for (const result of Object.keys(OUTCOMES)) received.inc({ result }, 0);
    this.reports.onReport((result) => received.inc({ result }));
    readOut(registry, {
      name: 'failover_agents',
      help: 'Agents that the config names or that were heard of, by state',
      type: 'gauge',
      read: () => this.states(),
    });
    readOut(registry, {
      name: 'failover_agent_last_seen_seconds',
      help: 'Time since anything came from an agent that the config names; none until then',
      type: 'gauge',
      read: () => this.named(({ seenAt }) => (seenAt === null ? null : (this.clock.now() - seenAt) / 1000)),
    });
    readOut(registry, {
      name: 'failover_agent_clock_offset_seconds',
      help: 'Clock of an agent that the config names minus the clock of the master; none until it sent the time',
      type: 'gauge',
      read: () => this.named(({ clockOffsetMs }) => (clockOffsetMs === null ? null : clockOffsetMs / 1000)),
    });
  }

  private named(valueOf: (agent: AgentRecord) => number | null): Sample[] {
    return this.config.value.agents.flatMap(({ id }) => {
      const record = this.agents.get(id);
      const value = record === undefined ? null : valueOf(record);
      return value === null ? [] : [{ labels: { agent: id }, value }];
    });
  }

  private states(): Sample[] {
    const counts: Record<AgentState, number> = { active: 0, suspect: 0, lost: 0, unseen: 0 };
    const silence = longestSilence(this.config.value);
    const now = this.clock.now();
    for (const agent of this.agents.all()) counts[agentState(agent, silence, now)]++;
    return Object.entries(counts).map(([state, value]) => ({ labels: { state }, value }));
  }
}
