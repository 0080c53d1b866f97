import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DOMAIN_STATES, type DomainStateName } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { Clock } from '../health/clock.js';
import { DecisionTable } from '../health/decision-table.js';
import { Documents } from './documents.js';
import { Ledger } from './ledger.js';
import { type SpanRow } from './messages.js';

/** `gap`: the master did not run. */
export type SpanState = DomainStateName | 'gap';

export interface Span {
  /** Since when; time of day, milliseconds. */
  at: number;
  state: SpanState;
}

/** Spans that are kept of one domain; one that flaps without end loses its oldest. */
const MOST = 4000;
/** What a strip can show at most. */
const SHOWN = 120;
/** The document that says when the master ran last. */
const ALIVE = 'alive';
const BEAT_MS = 10_000;
/** A restart is no gap. */
const SHORTEST_GAP_MS = 30_000;

/** Which states each domain was in, and since when: what strips and "since" are drawn from. */
@Injectable()
export class StateSpans implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly spans = new Map<string, Span[]>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: CurrentConfig,
    private readonly decisions: DecisionTable,
    private readonly documents: Documents,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** What stood in the file; what was learned since the start comes after it. */
  load(rows: readonly SpanRow[]): void {
    for (const [domain, about] of Map.groupBy(rows, ([name]) => name)) {
      const own = this.spans.get(domain) ?? [];
      const before = about.flatMap(([, at, state]) => (at < (own[0]?.at ?? Infinity) && isState(state) ? [{ at, state }] : []));
      this.spans.set(domain, [...before, ...own].slice(-MOST));
    }
  }

  onApplicationBootstrap(): void {
    this.markGap();
    for (const domain of this.config.value.domains.values()) this.enter(domain.name, this.decisions.inForce(domain).state);
    this.beat();
    this.timer = setInterval(() => this.beat(), BEAT_MS);
    this.timer.unref();
    this.decisions.onChange(({ domain, state }) => this.enter(domain, state));
    this.config.onChange(({ domains }) => {
      for (const name of this.spans.keys()) if (!domains.has(name)) this.spans.delete(name);
      for (const domain of domains.values()) this.enter(domain.name, this.decisions.inForce(domain).state);
    });
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    this.beat();
  }

  /** The state now, since when (over gaps after which it was the same), and the one before it; null: none is known. */
  current(domain: string): { at: number; state: SpanState; before: SpanState | null } {
    const own = this.spans.get(domain) ?? [];
    let first = own.length - 1;
    while (own[first - 1]?.state === 'gap' && own[first - 2]?.state === own[first]?.state) first -= 2;
    const span = own[first] ?? { at: this.clock.wall().getTime(), state: 'unknown' as const };
    return { ...span, before: own[first - 1]?.state ?? null };
  }

  /** Those of a time, oldest first; the first may have begun before it. `count`: of all of them, also of those that are left out. */
  between(domain: string, from: number, to: number): { spans: Span[]; count: number } {
    const own = this.spans.get(domain) ?? [];
    const first = Math.max(
      0,
      own.findLastIndex(({ at }) => at <= from),
    );
    const all = own.slice(first).filter(({ at }) => at < to);
    return { spans: thinned(all, from, to), count: all.length };
  }

  /** Nothing is known of the time between the last beat of the life before and this start. */
  private markGap(): void {
    const [last] = this.documents.all(ALIVE);
    const now = this.clock.wall().getTime();
    const from = last?.updated.getTime() ?? now;
    if (now - from < SHORTEST_GAP_MS) return;
    for (const [domain, own] of this.spans)
      if (own.length > 0 && (own.at(-1)?.at ?? now) < from) this.add(domain, own, from, 'gap');
  }

  private beat(): void {
    this.documents.put(ALIVE, 'master', null);
  }

  private enter(domain: string, state: DomainStateName): void {
    const own = this.spans.get(domain) ?? [];
    this.add(domain, own, this.clock.wall().getTime(), state);
  }

  private add(domain: string, own: Span[], at: number, state: SpanState): void {
    // Of changes at one moment only the last is a state that somebody could see.
    if (own.at(-1)?.at === at) own.pop();
    if (own.at(-1)?.state === state) return;
    own.push({ at, state });
    this.ledger.addSpan([domain, at, state]);
    if (own.length > MOST) own.splice(0, MOST / 2);
    this.spans.set(domain, own);
  }
}

const isState = (text: string): text is SpanState => (WORST_FIRST as readonly string[]).includes(text);

const WORST_FIRST: readonly SpanState[] = [...DOMAIN_STATES.slice(0, 3), 'gap', ...DOMAIN_STATES.slice(3)];

/** At most so many that a strip shows each: where there are more, the worst of each part of the time wins, and the last one stays. */
export function thinned(spans: readonly Span[], from: number, to: number): Span[] {
  if (spans.length <= SHOWN) return [...spans];
  const step = (to - from) / (SHOWN / 2);
  const worst = new Map<number, Span>();
  spans.forEach(({ at, state }, index) => {
    const last = Math.floor(((spans[index + 1]?.at ?? to) - 1 - from) / step);
    for (let part = Math.max(0, Math.floor((at - from) / step)); part <= last; part++) {
      const known = worst.get(part);
      if (known === undefined || WORST_FIRST.indexOf(state) < WORST_FIRST.indexOf(known.state))
        worst.set(part, { at: Math.max(at, from + part * step), state });
    }
  });
  const parts = [...worst.values(), ...spans.slice(-1)].map(({ at, state }) => ({ at: Math.round(at), state }));
  return parts.filter(({ state }, index) => index === 0 || state !== parts[index - 1]?.state);
}
