import { Injectable } from '@nestjs/common';
import { type Aside, type Override, type OverrideKind } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { type AgentRecord, Agents } from './agents.js';
import { Clock } from './clock.js';
import { DomainStates } from './domain-states.js';

/** What an override is about: a domain's address, a whole domain, an agent, or every agent with a tag. */
export type OverrideScope = { domain: string; ip: string } | { domain: string; ip: null } | { agent: string } | { tag: string };

/** An operator's word, in times of day so that it outlives a restart. */
export interface OverrideRecord {
  scope: OverrideScope;
  kind: OverrideKind;
  who: string;
  why: string;
  since: Date;
  /** null: until it is taken back. */
  until: Date | null;
}

/** Names an override's scope: there is one override for each. */
export const scopeKey = (scope: OverrideScope): string =>
  'agent' in scope ? `agent/${scope.agent}` : 'tag' in scope ? `tag/${scope.tag}` : `domain/${scope.domain}/${scope.ip ?? '*'}`;

interface Moments {
  since: number;
  until: number | null;
}

export type OverrideListener = (key: string, record: OverrideRecord | null) => void;

/** What operators said. Beats what the votes say; those about agents and tags set votes aside. */
@Injectable()
export class Overrides {
  private readonly records = new Map<string, OverrideRecord>();
  /** By the same keys, on the clock that never jumps: these count. */
  private readonly moments = new Map<string, Moments>();
  private readonly listeners = new Set<OverrideListener>();
  /** Agents that another part of the hub doubts. */
  private doubted: readonly Aside[] = [];

  constructor(
    private readonly config: CurrentConfig,
    private readonly states: DomainStates,
    private readonly agents: Agents,
    private readonly clock: Clock,
  ) {
    agents.onTags((agent) => this.tagged(agent));
  }

  /** Calls `listener` with each override that is set, and with null when it is taken back or over. */
  onChange(listener: OverrideListener): void {
    this.listeners.add(listener);
  }

  /** Those in force, the newest last. */
  all(): readonly OverrideRecord[] {
    this.prune();
    return [...this.records.values()];
  }

  get(scope: OverrideScope): OverrideRecord | undefined {
    this.prune();
    return this.records.get(scopeKey(scope));
  }

  /** Sets an override in place of what was said about the same before. One whose time is over is not taken. */
  put(record: OverrideRecord): void {
    const { since, until } = record;
    const moments = { since: this.clock.momentOf(since), until: until && this.clock.momentOf(until) };
    if (this.isOver(moments)) return;
    const key = scopeKey(record.scope);
    this.records.delete(key);
    this.records.set(key, record);
    this.moments.set(key, moments);
    // What was said comes before what it brings about.
    for (const listener of this.listeners) listener(key, record);
    this.carryOut(record);
  }

  /** false: there was none. */
  release(scope: OverrideScope): boolean {
    const key = scopeKey(scope);
    const record = this.records.get(key);
    if (record === undefined) return false;
    this.drop(key);
    if ('domain' in scope) {
      const domain = this.config.domain(scope.domain);
      if (domain !== undefined) this.states.apply(domain, { kind: 'release', ip: scope.ip });
    } else this.setAside();
    return true;
  }

  /** Agents that are suspect; their votes are set aside beside those that operators took out. */
  doubt(suspects: readonly Aside[]): void {
    this.doubted = suspects;
    this.setAside();
  }

  /** Is there what it is about? The config may have changed since it was said. */
  applies({ scope }: OverrideRecord): boolean {
    if ('agent' in scope) return this.agents.get(scope.agent) !== undefined;
    if ('tag' in scope) return true;
    const domain = this.config.domain(scope.domain);
    return domain !== undefined && (scope.ip === null || domain.targets.some(({ ip }) => ip === scope.ip));
  }

  /** Those that fit a domain, as its state holds them. */
  about({ name, targets }: DomainConfig): Override[] {
    return this.all().flatMap((record) => {
      const { scope } = record;
      if (!('domain' in scope) || scope.domain !== name) return [];
      return scope.ip === null || targets.some(({ ip }) => ip === scope.ip) ? [this.inStates(record, scope.ip)] : [];
    });
  }

  /** What was said last about each agent, by its name or by one of its tags. */
  aboutAgents(records = this.all()): ReadonlyMap<string, OverrideRecord> {
    const words = new Map<string, OverrideRecord>();
    for (const record of records) {
      const { scope } = record;
      if ('agent' in scope) words.set(scope.agent, record);
      if ('tag' in scope) for (const { id, tags } of this.agents.all()) if (tags.includes(scope.tag)) words.set(id, record);
    }
    return words;
  }

  /** The time of day jumped: what is left of each stays, its times of day are others. */
  shift(ms: number): void {
    const moved = (date: Date): Date => new Date(date.getTime() + ms);
    for (const [key, record] of this.records)
      this.records.set(key, { ...record, since: moved(record.since), until: record.until && moved(record.until) });
  }

  /** Agents have other tags now. */
  retag(): void {
    if (this.records.size > 0 || this.doubted.length > 0) this.setAside();
  }

  private carryOut(record: OverrideRecord): void {
    const { scope } = record;
    if (!('domain' in scope)) return this.setAside();
    const domain = this.config.domain(scope.domain);
    if (domain !== undefined) this.states.apply(domain, { kind: 'override', override: this.inStates(record, scope.ip) });
  }

  private inStates(record: OverrideRecord, ip: string | null): Override {
    const { kind, who, why } = record;
    return { kind, ip, who, why, ...this.momentsOf(record) };
  }

  private momentsOf({ scope }: OverrideRecord): Moments {
    return this.moments.get(scopeKey(scope)) ?? { since: this.clock.now(), until: null };
  }

  private tagged({ tags }: AgentRecord): void {
    if (this.all().some(({ scope }) => 'tag' in scope && tags.includes(scope.tag))) this.setAside();
  }

  /** Who would be set aside if these were taken back, and then those set. */
  asidesIf(released: readonly OverrideScope[], set: readonly OverrideRecord[]): Aside[] {
    const gone = new Set(released.map(scopeKey));
    return this.asidesOf([...this.all().filter(({ scope }) => !gone.has(scopeKey(scope))), ...set]);
  }

  private setAside(): void {
    this.states.setAside(this.config.value.domains.values(), this.asidesOf(this.all()));
  }

  private asidesOf(records: readonly OverrideRecord[]): Aside[] {
    const asides = new Map(this.doubted.map((aside): [string, Aside] => [aside.agent, aside]));
    for (const [agent, record] of this.aboutAgents(records)) {
      const why = `maintenance by ${record.who}: ${record.why}`;
      asides.set(agent, { agent, because: 'maintenance', why, until: this.momentsOf(record).until });
    }
    return [...asides.values()];
  }

  private isOver({ until }: Moments): boolean {
    return until !== null && until <= this.clock.now();
  }

  /** In the domains' states an override ends by itself; here it is dropped when somebody looks. */
  private prune(): void {
    for (const [key, moments] of this.moments) if (this.isOver(moments)) this.drop(key);
  }

  private drop(key: string): void {
    this.records.delete(key);
    this.moments.delete(key);
    for (const listener of this.listeners) listener(key, null);
  }
}
