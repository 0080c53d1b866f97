import { Injectable } from '@nestjs/common';
import {
  advance,
  type Aside,
  type Brake,
  type DomainState,
  emptyState,
  forget,
  type HealthEvent,
  type Override,
  reduce,
  resettle,
  transplanted,
} from '@failover-dns/policies';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { Clock } from './clock.js';
import { type Handover } from './handover.js';
import { ParkedStates } from './parked-states.js';
import { PolicyTable } from './policy-table.js';
import { type MayVote } from './voters.js';

/** What a change of the config means for states, beside the domains themselves. */
export interface Change extends Handover {
  /** Whether that is another answer than before for domains that stay as they are. */
  agentsChanged: boolean;
  /** Operators' words that fit a domain. */
  overridesOf: (domain: DomainConfig) => readonly Override[];
  /** The config that may come back. */
  mayReturn: MasterConfig | null;
}

/** What is known about each domain: the only place where the core's states are kept. */
@Injectable()
export class DomainStates {
  /** Domains whose state is from before the start, until somebody finds that no vote of then counts any more. */
  readonly restored = new Set<string>();
  private readonly states = new Map<string, DomainState>();
  private readonly parked: ParkedStates;
  private readonly listeners = new Set<(domain: DomainConfig) => void>();
  private aside: readonly Aside[] = [];
  private brake: Brake | null = null;

  constructor(
    private readonly policies: PolicyTable,
    private readonly clock: Clock,
  ) {
    this.parked = new ParkedStates(policies, clock);
  }

  /** Calls `listener` when something changed that a decision may hang on, before `apply` returns. */
  onChange(listener: (domain: DomainConfig) => void): void {
    this.listeners.add(listener);
  }

  stateOf(domain: DomainConfig): DomainState {
    const known = this.states.get(domain.name);
    if (known !== undefined) return known;
    const state = this.begin(domain);
    this.states.set(domain.name, state);
    return state;
  }

  /** The state that a domain would go on with under this config of it; `live` is the one in force, undefined when it is new. */
  under(domain: DomainConfig, live: DomainConfig | undefined, { mayVote, brakeOff }: Handover): DomainState {
    const [policy, now] = [this.policies.of(domain), this.clock.now()];
    const state = live === undefined ? this.begin(domain) : this.stateOf(live);
    const moved = live === undefined || live === domain ? state : transplanted(domain, policy, state, live, now);
    const next = this.without(domain, this.parked.returnTo(domain, live, moved), mayVote);
    return brakeOff && next.brake !== null ? reduce(domain, policy, next, { kind: 'brake', brake: null }, now) : next;
  }

  /** The votes of those who may not vote leave. */
  private without(domain: DomainConfig, state: DomainState, mayVote: MayVote): DomainState {
    if (state.votes.every((about) => about.every(({ agent }) => mayVote(agent, domain)))) return state;
    const votes = state.votes.map((about) => about.filter(({ agent }) => mayVote(agent, domain)));
    return resettle(domain, this.policies.of(domain), { ...state, votes }, this.clock.now());
  }

  /** Goes over to another config. Returns the domains about which something changed, and tells no listener. */
  follow(next: MasterConfig, previous: MasterConfig, change: Change): DomainConfig[] {
    const left = this.leftBy(next, previous, change);
    for (const name of this.states.keys()) {
      if (!next.domains.has(name)) this.states.delete(name);
    }
    if (change.brakeOff) this.brake = null;
    const changed = [...next.domains.values()].filter((domain) =>
      this.followOne(domain, previous.domains.get(domain.name), change),
    );
    for (const [domain, state] of left) this.parked.put(domain, state);
    return changed;
  }

  /** Nothing that went comes back. */
  settle(): void {
    this.parked.clear();
  }

  /** What is known of domains of the config that may come back, and that the next one changes. */
  private leftBy(
    next: MasterConfig,
    previous: MasterConfig,
    { mayReturn, agentsChanged }: Change,
  ): Map<DomainConfig, DomainState> {
    const left = new Map<DomainConfig, DomainState>();
    for (const [name, domain] of mayReturn?.domains ?? []) {
      if (previous.domains.get(name) !== domain) continue;
      if (agentsChanged || next.domains.get(name) !== domain) left.set(domain, this.stateOf(domain));
    }
    return left;
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
  put(domain: DomainConfig, saved: DomainState, mayVote: MayVote): void {
    const { overrides } = this.stateOf(domain);
    const state = this.without(domain, saved, mayVote);
    this.restored.add(domain.name);
    this.states.set(domain.name, { ...state, overrides, aside: this.aside, brake: this.brake, until: this.clock.now() });
    for (const listener of this.listeners) listener(domain);
  }

  private begin(domain: DomainConfig): DomainState {
    const now = this.clock.now();
    // Looked at anew with the first look, as what is set aside and the brake end too.
    return { ...emptyState(domain, now), aside: this.aside, brake: this.brake, until: now };
  }

  /** Did anything change? */
  private followOne(
    domain: DomainConfig,
    live: DomainConfig | undefined,
    { agentsChanged, overridesOf, ...given }: Change,
  ): boolean {
    const before = live === undefined ? undefined : this.stateOf(live);
    if (domain === live && !agentsChanged && !(given.brakeOff && before?.brake != null)) return false;
    const policy = this.policies.of(domain);
    const now = this.clock.now();
    let state = this.under(domain, live, given);
    if (domain !== live) {
      for (const override of overridesOf(domain)) state = reduce(domain, policy, state, { kind: 'override', override }, now);
    }
    this.states.set(domain.name, state);
    return domain !== live || state !== before;
  }

  /** Drops the votes whose last evidence is older than `before`. */
  forget(domain: DomainConfig, before: number): void {
    this.states.set(domain.name, forget(this.stateOf(domain), before));
  }
}
