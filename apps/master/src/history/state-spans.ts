import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DOMAIN_STATES, type DomainStateName } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { Clock } from '../health/clock.js';
import { DecisionTable } from '../health/decision-table.js';

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

/** Which states each domain was in, and since when: what strips and "since" are drawn from. */
@Injectable()
export class StateSpans implements OnApplicationBootstrap {
  private readonly spans = new Map<string, Span[]>();

  constructor(
    private readonly config: CurrentConfig,
    private readonly decisions: DecisionTable,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    for (const domain of this.config.value.domains.values()) this.enter(domain.name, this.decisions.inForce(domain).state);
    this.decisions.onChange(({ domain, state }) => this.enter(domain, state));
    this.config.onChange(({ domains }) => {
      for (const name of this.spans.keys()) if (!domains.has(name)) this.spans.delete(name);
      for (const domain of domains.values()) this.enter(domain.name, this.decisions.inForce(domain).state);
    });
  }

  /** The state now, since when, and the one before it; null: none is known. */
  current(domain: string): { at: number; state: SpanState; before: SpanState | null } {
    const own = this.spans.get(domain) ?? [];
    const last = own.at(-1) ?? { at: this.clock.wall().getTime(), state: 'unknown' };
    return { ...last, before: own.at(-2)?.state ?? null };
  }

  /** Those of a time, oldest first; the first may have begun before it. */
  between(domain: string, from: number, to: number): Span[] {
    const own = this.spans.get(domain) ?? [];
    const first = Math.max(
      0,
      own.findLastIndex(({ at }) => at <= from),
    );
    return thinned(
      own.slice(first).filter(({ at }) => at < to),
      from,
      to,
    );
  }

  private enter(domain: string, state: DomainStateName): void {
    const own = this.spans.get(domain) ?? [];
    if (own.at(-1)?.state === state) return;
    own.push({ at: this.clock.wall().getTime(), state });
    if (own.length > MOST) own.splice(0, MOST / 2);
    this.spans.set(domain, own);
  }
}

const WORST_FIRST: readonly SpanState[] = [...DOMAIN_STATES.slice(0, 3), 'gap', ...DOMAIN_STATES.slice(3)];

/** At most so many that a strip shows each: where there are more, the worst of each part of the time wins. */
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
  const parts = [...worst.values()].map(({ at, state }) => ({ at: Math.round(at), state }));
  return parts.filter(({ state }, index) => index === 0 || state !== parts[index - 1]?.state);
}
