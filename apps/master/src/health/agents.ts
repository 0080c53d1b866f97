import { Injectable } from '@nestjs/common';
import { CurrentConfig } from '../config/current-config.js';
import { Clock } from './clock.js';

/** Ids are free text under a shared token, and each takes memory. */
const MAX_AGENTS = 10_000;

/** What is known about one agent. */
export interface AgentRecord {
  id: string;
  /** The config's, or what it asked its tasks with. */
  tags: readonly string[];
  /** When anything came from it last, on the master's clock; null: never in this life. */
  seenAt: number | null;
  reports: number;
  /** Its clock minus ours, milliseconds; null: it never sent the time. Shown, and decides nothing. */
  clockOffsetMs: number | null;
}

/** Every agent that was heard of, and those that the config names. */
@Injectable()
export class Agents {
  private readonly records = new Map<string, AgentRecord>();
  private readonly newListeners = new Set<(agent: AgentRecord) => void>();

  constructor(
    private readonly config: CurrentConfig,
    private readonly clock: Clock,
  ) {
    for (const { id, tags } of config.value.agents) this.add(id, tags);
  }

  /** Calls `listener` when an agent is heard of for the first time, or says other tags. */
  onTags(listener: (agent: AgentRecord) => void): void {
    this.newListeners.add(listener);
  }

  all(): Iterable<AgentRecord> {
    return this.records.values();
  }

  /** undefined: nobody has heard of it. */
  get(id: string): AgentRecord | undefined {
    return this.records.get(id);
  }

  tagsOf = (id: string): readonly string[] => this.records.get(id)?.tags ?? [];

  heard(id: string, reports: number): void {
    const record = this.records.get(id) ?? this.add(id, []);
    if (record === undefined) return;
    record.seenAt = this.clock.now();
    record.reports += reports;
  }

  /** An agent asked for its tasks with these tags. What the config says of it counts more. */
  polled(id: string, tags: readonly string[]): void {
    this.heard(id, 0);
    const record = this.records.get(id);
    if (record === undefined || this.isNamed(id) || record.tags.join() === tags.join()) return;
    record.tags = tags;
    for (const listener of this.newListeners) listener(record);
  }

  /** `sentAt` is the agent's time of day when it sent what just arrived. */
  clockSeen(id: string, sentAt: Date): void {
    const record = this.records.get(id);
    if (record !== undefined) record.clockOffsetMs = sentAt.getTime() - this.clock.wall().getTime();
  }

  private isNamed(id: string): boolean {
    return this.config.value.agents.some((agent) => agent.id === id);
  }

  private add(id: string, tags: readonly string[]): AgentRecord | undefined {
    if (this.records.size >= MAX_AGENTS) return undefined;
    const record: AgentRecord = { id, tags, seenAt: null, reports: 0, clockOffsetMs: null };
    this.records.set(id, record);
    for (const listener of this.newListeners) listener(record);
    return record;
  }
}
