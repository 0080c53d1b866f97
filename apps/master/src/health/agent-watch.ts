import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CurrentConfig } from '../config/current-config.js';
import { agentState, type AgentState, dutiesOf, type Duties } from './agents-duties.js';
import { type AgentRecord, Agents } from './agents.js';
import { Clock } from './clock.js';
import { DomainStates } from './domain-states.js';

export interface AgentTurn {
  agent: string;
  from: AgentState;
  to: AgentState;
  /** How long nothing came from it, milliseconds. */
  silentMs: number;
}

const LOOK_EVERY_MS = 1000;
/** What agents vote on is gone through for so many looks once. */
const LOOKS_A_DUTY = 30;

/** Notices when agents fall silent and come back. */
@Injectable()
export class AgentWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listeners = new Set<(turn: AgentTurn) => void>();
  private readonly known = new Map<string, AgentState>();
  private duties: Duties = { others: { timeoutMs: 0, graceMs: 0, targets: 0 }, byAgent: new Map() };
  private looks = 0;
  private timer: NodeJS.Timeout | undefined;
  private isClosing = false;

  constructor(
    private readonly config: CurrentConfig,
    private readonly agents: Agents,
    private readonly states: DomainStates,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.config.onChange(() => (this.looks = 0));
    void this.look().finally(() => this.arm());
  }

  onApplicationShutdown(): void {
    this.isClosing = true;
    clearTimeout(this.timer);
  }

  /** Calls `listener` when an agent falls silent or is heard again; that one is heard for the first time is none of it. */
  onTurn(listener: (turn: AgentTurn) => void): void {
    this.listeners.add(listener);
  }

  /** Agents by state. */
  counts(): Record<AgentState, number> {
    const counts = { active: 0, suspect: 0, lost: 0, unseen: 0 };
    const now = this.clock.now();
    for (const record of this.agents.all()) counts[this.stateOf(record, now)]++;
    return counts;
  }

  async look(): Promise<void> {
    if (this.looks++ % LOOKS_A_DUTY === 0) this.duties = await dutiesOf(this.config.value.domains.values(), this.states);
    const now = this.clock.now();
    const seen = new Set<string>();
    for (const record of this.agents.all()) {
      seen.add(record.id);
      const to = this.stateOf(record, now);
      const from = this.known.get(record.id);
      this.known.set(record.id, to);
      if (from === undefined || from === 'unseen' || from === to) continue;
      for (const listener of this.listeners) listener({ agent: record.id, from, to, silentMs: now - (record.seenAt ?? now) });
    }
    for (const id of this.known.keys()) if (!seen.has(id)) this.known.delete(id);
  }

  private stateOf(record: AgentRecord, now: number): AgentState {
    return agentState(record, this.duties.byAgent.get(record.id) ?? this.duties.others, now);
  }

  private arm(): void {
    if (this.isClosing) return;
    this.timer = setTimeout(() => void this.look().finally(() => this.arm()), LOOK_EVERY_MS);
    this.timer.unref();
  }
}
