import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { decide, type Decision } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { Clock } from './clock.js';
import { DomainStates } from './domain-states.js';
import { type Handover } from './handover.js';
import { placesOf } from './places.js';
import { PolicyTable } from './policy-table.js';
import { ReportStore } from './report-store.js';
import { differs, rearranged, type Standing, standingOf } from './standing.js';
import { WakeQueue } from './wake-queue.js';

export type DecidedListener = (ms: number) => void;
export type DecisionListener = (decision: Decision, previous: Standing) => void;

/** setTimeout takes no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What each domain answers now. Decided when the world changes: when a vote does, or when one goes stale. */
@Injectable()
export class DecisionTable implements OnModuleInit, OnApplicationShutdown {
  /** Domains that keep an old answer because votes are missing; not those that only the brake keeps, or that stand from before the start. */
  readonly frozen = new Set<string>();
  private readonly standings = new Map<string, Standing>();
  private readonly listeners = new Set<DecisionListener>();
  private readonly guards = new Set<DecisionListener>();
  private readonly decidedListeners = new Set<DecidedListener>();
  private readonly wakes = new WakeQueue();
  private timer: NodeJS.Timeout | undefined;
  private timerAt = Number.POSITIVE_INFINITY;

  constructor(
    private readonly policies: PolicyTable,
    private readonly config: CurrentConfig,
    private readonly states: DomainStates,
    private readonly reports: ReportStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const domain of this.config.value.domains.values()) {
      const decision = this.decideNow(domain);
      this.standings.set(domain.name, standingOf(decision));
      this.note(decision);
    }
    this.arm();
    this.states.onChange((domain) => this.refresh(domain));
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
    this.timerAt = Number.NEGATIVE_INFINITY;
  }

  /** Calls `listener` when a domain's answer or state changed, before the report that changed it is answered. */
  onChange(listener: DecisionListener): void {
    this.listeners.add(listener);
  }

  /** Calls `guard` before a change is made known; it may change the domain's state, which is then decided anew. */
  beforeChange(guard: DecisionListener): void {
    this.guards.add(guard);
  }

  /** Calls `listener` with how long it took to decide a domain anew, and to make known what changed. */
  onDecided(listener: DecidedListener): void {
    this.decidedListeners.add(listener);
  }

  /** What DNS answers now. */
  inForce(domain: DomainConfig): Standing {
    return this.standings.get(domain.name) ?? standingOf(this.decideNow(domain));
  }

  /** The decision with its reasons; ages and counters are those of this moment. */
  decideNow(domain: DomainConfig): Decision {
    return decide(domain, this.policies.of(domain), this.states.stateOf(domain), this.clock.now());
  }

  /** What a domain would answer at once under this config of it. */
  foresee(domain: DomainConfig, given: Handover): Standing {
    const live = this.config.domain(domain.name);
    const state = this.states.under(domain, live, given);
    if (live === domain && state === this.states.stateOf(live)) return this.inForce(domain);
    return standingOf(decide(domain, this.policies.of(domain), state, this.clock.now()));
  }

  /** Goes over to another config, once the states have. It is meant, so no guard is asked; new domains are no change. */
  follow(changed: readonly DomainConfig[], previous: MasterConfig): void {
    for (const name of this.standings.keys()) {
      if (this.config.value.domains.has(name)) continue;
      this.standings.delete(name);
      this.frozen.delete(name);
      this.wakes.set(name, null);
    }
    for (const domain of changed) this.followOne(domain, previous.domains.get(domain.name));
    this.arm();
  }

  private followOne(domain: DomainConfig, live: DomainConfig | undefined): void {
    const decision = this.decideNow(domain);
    const standing = standingOf(decision);
    const known = this.standings.get(domain.name);
    this.note(decision);
    this.standings.set(domain.name, standing);
    if (known === undefined || live === undefined) return;
    const before = rearranged(known, placesOf(domain.targets, live.targets));
    if (differs(standing, before)) for (const listener of this.listeners) listener(decision, before);
  }

  private refresh(domain: DomainConfig): void {
    const began = this.clock.now();
    this.redecide(domain);
    const ms = this.clock.now() - began;
    for (const listener of this.decidedListeners) listener(ms);
  }

  private redecide(domain: DomainConfig): void {
    const before = this.states.stateOf(domain);
    const first = this.decideNow(domain);
    if (differs(standingOf(first), this.inForce(domain))) for (const guard of this.guards) guard(first, this.inForce(domain));
    const decision = this.states.stateOf(domain) === before ? first : this.decideNow(domain);
    const previous = this.inForce(domain);
    this.note(decision);
    this.arm();
    const standing = standingOf(decision);
    if (!differs(standing, previous)) return;
    this.standings.set(domain.name, standing);
    for (const listener of this.listeners) listener(decision, previous);
  }

  /** What must be known of a decision although nobody notices that it changed. */
  private note(decision: Decision): void {
    this.wakes.set(decision.domain, decision.holdsUntil);
    if (lacksVotes(decision)) this.frozen.add(decision.domain);
    else this.frozen.delete(decision.domain);
  }

  private wake(): void {
    this.timerAt = Number.POSITIVE_INFINITY;
    for (const name of this.wakes.due(this.clock.now())) {
      const domain = this.config.domain(name);
      if (domain === undefined) continue;
      this.states.advance(domain);
      this.reports.sweep(domain);
      this.refresh(domain);
    }
    this.arm();
  }

  /** A timer that rings too early does no harm: nothing is due, and it is set anew. */
  private arm(): void {
    const next = this.wakes.next();
    if (next >= this.timerAt) return;
    clearTimeout(this.timer);
    this.timerAt = next;
    this.timer = setTimeout(() => this.wake(), Math.min(LONGEST_TIMER_MS, Math.max(0, Math.ceil(next - this.clock.now()))));
    this.timer.unref();
  }
}

const lacksVotes = ({ state, targets }: Decision): boolean =>
  state === 'frozen' &&
  targets.some(({ held, service }) => (held === 'silence' || held === 'undecided') && (service === 'in' || service === 'drain'));
