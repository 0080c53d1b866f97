import { drawOf, type Decision, type DomainStateName, type Service, type VerdictValue } from '@failover-dns/policies';

/** What is kept of a decision once its listeners have heard it. Votes and reasons are counted anew when somebody asks. */
export interface Standing {
  state: DomainStateName;
  source: Decision['source'];
  ttl: number;
  addresses: readonly string[];
  /** For each target, in the config's order. */
  verdicts: readonly VerdictValue[];
  /** For each target: what the config or an operator made of it. */
  services: readonly Service[];
  /** How many targets count as up. */
  inForce: number;
  /** As in a decision. */
  weights: Decision['weights'];
  maxAnswers: number | null;
}

export const standingOf = ({ state, source, ttl, addresses, weights, maxAnswers, targets }: Decision): Standing => ({
  state,
  source,
  ttl,
  addresses,
  verdicts: targets.map((target) => target.verdict),
  services: targets.map((target) => target.service),
  inForce: targets.filter((target) => target.inForce).length,
  weights,
  maxAnswers,
});

/** A standing whose targets stand in another order; new ones are unknown, and in service. */
export const rearranged = (standing: Standing, places: readonly number[]): Standing => ({
  ...standing,
  verdicts: places.map((place) => standing.verdicts[place] ?? 'unknown'),
  services: places.map((place) => standing.services[place] ?? 'in'),
});

/** Does anybody notice: DNS clients, or people who look at states and verdicts? */
export const differs = (one: Standing, other: Standing): boolean =>
  one.state !== other.state ||
  one.source !== other.source ||
  one.ttl !== other.ttl ||
  one.inForce !== other.inForce ||
  !isSame(one.addresses, other.addresses) ||
  drawOf(one) !== drawOf(other) ||
  !isSame(one.verdicts, other.verdicts) ||
  !isSame(one.services, other.services);

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);
