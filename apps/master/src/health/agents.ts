import { Injectable, Logger } from '@nestjs/common';
import { CurrentConfig } from '../config/current-config.js';
import { type MasterConfig } from '../config/master-config.js';
import { Clock } from './clock.js';
import { Rate } from './rate.js';

/** Ids are free text under a shared token, and each takes memory. */
const MAX_AGENTS = 10_000;
/** When there is no room, those that were silent for so long make some. */
const FORGOTTEN_MS = 86_400_000;
/** A clock is worth a warning when it is wrong by more than this; it is fine again when it is wrong by less than the second. */
const OFFSET_WARNED_MS = 5000;
const OFFSET_FINE_MS = 4000;
/** How much a batch moves the mean of the lag. */
const LAG_WEIGHT = 0.2;

/** What is known about one agent. */
export interface AgentRecord {
  id: string;
  /** The config's, or what it asked its tasks with. */
  tags: readonly string[];
  /** When anything came from it last, on the master's clock; null: never in this life. */
  seenAt: number | null;
  reports: number;
  /** Reports, by the master's clock. */
  rate: Rate;
  /** Its clock minus ours, milliseconds; null: it never sent the time. Shown, and decides nothing. */
  clockOffsetMs: number | null;
  /** How long its results waited for their report, milliseconds by its own clock: a moving mean; null: not known. */
  lagMs: number | null;
}

/** Every agent that was heard of, and those that the config names. */
@Injectable()
export class Agents {
  private readonly log = new Logger('Agents');
  private readonly records = new Map<string, AgentRecord>();
  private readonly newListeners = new Set<(agent: AgentRecord) => void>();
  /** Whose clocks were warned about, and are wrong still. */
  private readonly wrongClocks = new Set<string>();

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

  /** Every tag that some agent has. */
  tags(): Set<string> {
    return new Set([...this.records.values()].flatMap(({ tags }) => tags));
  }

  tagsOf = (id: string): readonly string[] => this.records.get(id)?.tags ?? [];

  heard(id: string, reports: number): void {
    const record = this.records.get(id) ?? this.add(id, []);
    if (record === undefined) return;
    record.seenAt = this.clock.now();
    record.reports += reports;
    record.rate.add(reports, record.seenAt);
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
    if (record === undefined) return;
    record.clockOffsetMs = sentAt.getTime() - this.clock.wall().getTime();
    const wrongBy = Math.abs(record.clockOffsetMs);
    if (wrongBy < OFFSET_FINE_MS) this.wrongClocks.delete(id);
    if (wrongBy <= OFFSET_WARNED_MS || this.wrongClocks.has(id)) return;
    this.wrongClocks.add(id);
    const seconds = (wrongBy / 1000).toFixed(1);
    this.log.warn(
      `the clock of ${id} is ${seconds} s ${record.clockOffsetMs > 0 ? 'ahead of' : 'behind'} this one; no decision hangs on it`,
    );
  }

  /** The oldest result of what just arrived had waited so long. */
  waited(id: string, ms: number): void {
    const record = this.records.get(id);
    if (record === undefined || ms < 0) return;
    record.lagMs = record.lagMs === null ? ms : record.lagMs + LAG_WEIGHT * (ms - record.lagMs);
  }

  /**
   * Goes over to another config: who is named no more is forgotten, and may be heard of again. Nobody is told: what hangs on tags goes
   * over to the config too, and must not look at states that have not yet.
   */
  follow(next: MasterConfig, previous: MasterConfig): void {
    for (const { id } of previous.agents) if (!next.agents.some((agent) => agent.id === id)) this.drop(id);
    for (const { id, tags } of next.agents) {
      const record = this.records.get(id);
      if (record === undefined) this.enter(id, tags);
      else record.tags = tags;
    }
  }

  private drop(id: string): void {
    this.records.delete(id);
    this.wrongClocks.delete(id);
  }

  private isNamed(id: string): boolean {
    return this.config.value.agents.some((agent) => agent.id === id);
  }

  private add(id: string, tags: readonly string[]): AgentRecord | undefined {
    const record = this.enter(id, tags);
    if (record !== undefined) for (const listener of this.newListeners) listener(record);
    return record;
  }

  private enter(id: string, tags: readonly string[]): AgentRecord | undefined {
    if (this.records.size >= MAX_AGENTS) this.forget();
    if (this.records.size >= MAX_AGENTS) return undefined;
    const record: AgentRecord = { id, tags, seenAt: null, reports: 0, rate: new Rate(), clockOffsetMs: null, lagMs: null };
    this.records.set(id, record);
    return record;
  }

  private forget(): void {
    const before = this.clock.now() - FORGOTTEN_MS;
    for (const { id, seenAt } of this.records.values()) {
      if (seenAt === null || seenAt >= before || this.isNamed(id)) continue;
      this.drop(id);
    }
  }
}
