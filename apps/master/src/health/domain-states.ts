import { Injectable } from '@nestjs/common';
import {
  advance,
  type Aside,
  type Brake,
  type DomainState,
  emptyState,
  forget,
  type HealthEvent,
  reduce,
} from '@failover-dns/policies';
import { type DomainConfig } from '../config/master-config.js';
import { Clock } from './clock.js';
import { PolicyTable } from './policy-table.js';

/** What is known about each domain: the only place where the core's states are kept. */
@Injectable()
export class DomainStates {
  private readonly states = new Map<string, DomainState>();
  private readonly listeners = new Set<(domain: DomainConfig) => void>();
  private aside: readonly Aside[] = [];
  private brake: Brake | null = null;

  constructor(
    private readonly policies: PolicyTable,
    private readonly clock: Clock,
  ) {}

  /** Calls `listener` when something changed that a decision may hang on, before `apply` returns. */
  onChange(listener: (domain: DomainConfig) => void): void {
    this.listeners.add(listener);
  }

  stateOf(domain: DomainConfig): DomainState {
    const known = this.states.get(domain.name);
    if (known !== undefined) return known;
    const state = { ...emptyState(domain, this.clock.now()), aside: this.aside, brake: this.brake };
    this.states.set(domain.name, state);
    return state;
  }

  apply(domain: DomainConfig, event: HealthEvent): void {
    const before = this.stateOf(domain);
    const after = reduce(domain, this.policies.of(domain), before, event, this.clock.now());
    this.states.set(domain.name, after);
    // Verdicts are settled anew whenever something else than a vote's age changed.
    if (after.settled !== before.settled) for (const listener of this.listeners) listener(domain);
  }

  /** Whose votes do not count, in every domain. */
  setAside(domains: Iterable<DomainConfig>, aside: readonly Aside[]): void {
    this.aside = aside;
    for (const domain of domains) this.apply(domain, { kind: 'aside', aside });
  }

  /** Freezes every domain, or lets all go (null). */
  setBrake(domains: Iterable<DomainConfig>, brake: Brake | null): void {
    this.brake = brake;
    for (const domain of domains) this.apply(domain, { kind: 'brake', brake });
  }

  /** Goes through what ended by itself since. */
  advance(domain: DomainConfig): void {
    this.states.set(domain.name, advance(domain, this.policies.of(domain), this.stateOf(domain), this.clock.now()));
  }

  /** Puts a state in place of what is known, as after a restart. */
  put(domain: DomainConfig, state: DomainState): void {
    const { overrides } = this.stateOf(domain);
    this.states.set(domain.name, { ...state, overrides, aside: this.aside, brake: this.brake, until: this.clock.now() });
    for (const listener of this.listeners) listener(domain);
  }

  /** Drops the votes whose last evidence is older than `before`. */
  forget(domain: DomainConfig, before: number): void {
    this.states.set(domain.name, forget(this.stateOf(domain), before));
  }
}
