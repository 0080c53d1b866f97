import { advance, type DomainState, resettle, transplanted, type Vote } from '@failover-dns/policies';
import { type DomainConfig } from '../config/master-config.js';
import { type Clock } from './clock.js';
import { placesOf } from './places.js';
import { type PolicyTable } from './policy-table.js';

interface Parked {
  domain: DomainConfig;
  state: DomainState;
}

/** What was known of domains before a config on trial changed them or left them out: it counts again when they come back. */
export class ParkedStates {
  private readonly parked = new Map<string, Parked>();

  constructor(
    private readonly policies: PolicyTable,
    private readonly clock: Clock,
  ) {}

  put(domain: DomainConfig, state: DomainState): void {
    this.parked.set(domain.name, { domain, state });
  }

  clear(): void {
    this.parked.clear();
  }

  /** `state` of a domain, with what is parked of targets and agents that it knows nothing of; `live`: the domain as it is, undefined when it is new. */
  returnTo(domain: DomainConfig, live: DomainConfig | undefined, state: DomainState): DomainState {
    const parked = this.parked.get(domain.name);
    if (parked === undefined) return state;
    const [policy, now] = [this.policies.of(domain), this.clock.now()];
    const aged = advance(parked.domain, this.policies.of(parked.domain), parked.state, now);
    // Whoever set these aside, the brake or an override may have changed that meanwhile.
    const { overrides, aside, brake } = state;
    const back = transplanted(domain, policy, { ...aged, overrides, aside, brake, until: now }, parked.domain, now);
    if (live === undefined) return back;
    const isNew = placesOf(domain.targets, live.targets).map((place) => place < 0);
    const votes = state.votes.map((known, target) => joined(known, back.votes[target] ?? []));
    const settled = state.settled.map((one, target) => (isNew[target] ? (back.settled[target] ?? one) : one));
    return resettle(domain, policy, { ...state, votes, settled }, now);
  }
}

const joined = (known: readonly Vote[], parked: readonly Vote[]): readonly Vote[] => [
  ...known,
  ...parked.filter(({ agent }) => !known.some((vote) => vote.agent === agent)),
];
