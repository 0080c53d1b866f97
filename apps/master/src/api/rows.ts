import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type DomainRowDto } from '@failover-dns/contracts';
import { DOMAIN_STATES, type Trouble } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig } from '../config/master-config.js';
import { Clock } from '../health/clock.js';
import { DecisionTable } from '../health/decision-table.js';
import { DomainStates } from '../health/domain-states.js';
import { StateSpans } from '../history/state-spans.js';
import { rowOf } from './domain-row.js';

export interface KeptRow {
  row: DomainRowDto;
  json: string;
  trouble: Trouble | null;
  /** Moment of the clock up to which it stands if nothing happens. */
  until: number;
}

/** `json`: the row as it is sent; null: the domain is gone. */
export type RowListener = (domain: string, json: string | null) => void;

const DAY_MS = 86_400_000;
/** Rows that are made before others may have the thread. */
const ROWS_AT_ONCE = 100;

/** Every domain in one row. Nothing is kept until somebody looks for the first time; from then on only what changed is made anew. */
@Injectable()
export class Rows implements OnApplicationBootstrap {
  private readonly rows = new Map<string, KeptRow>();
  private readonly stale = new Set<string>();
  private readonly staleListeners = new Set<() => void>();
  private readonly rowListeners = new Set<RowListener>();
  /** Rises with each row that is another. */
  version = 0;

  constructor(
    private readonly config: CurrentConfig,
    private readonly states: DomainStates,
    private readonly decisions: DecisionTable,
    private readonly spans: StateSpans,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.states.onChange(({ name }) => this.outdate(name));
    this.decisions.onChange(({ domain }) => this.outdate(domain));
    this.config.onChange((next, previous) => {
      if (this.rows.size === 0) return;
      for (const domain of next.domains.values())
        if (domain !== previous.domains.get(domain.name)) this.outdate(domain.name, true);
      for (const name of previous.domains.keys()) if (!next.domains.has(name)) this.drop(name);
    });
  }

  /** Calls `listener` when a row may be another, until what is returned is called. */
  onStale(listener: () => void): () => void {
    this.staleListeners.add(listener);
    return () => void this.staleListeners.delete(listener);
  }

  /** Calls `listener` with each row that is another, until what is returned is called. */
  onRow(listener: RowListener): () => void {
    this.rowListeners.add(listener);
    return () => void this.rowListeners.delete(listener);
  }

  /** Every row, the worst first, within a state the newest. */
  async all(): Promise<KeptRow[]> {
    const now = this.clock.now();
    let made = 0;
    for (const domain of this.config.value.domains.values()) {
      const known = this.rows.get(domain.name);
      if (known !== undefined && now < known.until && !this.stale.has(domain.name)) continue;
      this.refresh(domain);
      if (++made % ROWS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return [...this.rows.values()].sort(worstFirst);
  }

  /** Makes rows anew that may be others, at most so many; the listeners hear of those that are. */
  catchUp(most: number): void {
    let looked = 0;
    for (const name of this.stale) {
      if (looked++ >= most) return;
      const domain = this.config.value.domains.get(name);
      if (domain !== undefined) this.refresh(domain);
    }
  }

  /** How many may be others. */
  staleCount(): number {
    return this.stale.size;
  }

  private refresh(domain: DomainConfig): void {
    const { name } = domain;
    this.stale.delete(name);
    const wall = this.clock.wall().getTime();
    const decision = this.decisions.decideNow(domain);
    const past = { current: this.spans.current(name), ...this.spans.between(name, wall - DAY_MS, wall + 1) };
    const made = rowOf(domain, decision, past);
    const json = JSON.stringify(made.row);
    const isSame = this.rows.get(name)?.json === json;
    this.rows.set(name, { ...made, json, until: decision.holdsUntil ?? Number.POSITIVE_INFINITY });
    if (isSame) return;
    this.version++;
    for (const listener of this.rowListeners) listener(name, json);
  }

  private drop(name: string): void {
    this.stale.delete(name);
    if (!this.rows.delete(name)) return;
    this.version++;
    for (const listener of this.rowListeners) listener(name, null);
  }

  private outdate(name: string, isNew = false): void {
    if (!isNew && !this.rows.has(name)) return;
    this.stale.add(name);
    for (const listener of this.staleListeners) listener();
  }
}

function worstFirst({ row: one }: KeptRow, { row: other }: KeptRow): number {
  if (one.state !== other.state) return rank(one) - rank(other);
  if (one.since !== other.since) return one.since < other.since ? 1 : -1;
  return one.domain < other.domain ? -1 : 1;
}

const rank = ({ state }: DomainRowDto): number => DOMAIN_STATES.indexOf(state);
