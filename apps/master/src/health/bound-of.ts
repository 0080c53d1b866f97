import { type Bound, type Decision, failoverBound } from '@failover-dns/policies';
import { type DomainConfig } from '../config/master-config.js';

/** The worst-case failover time of a domain, with as many agents as vote on its targets now. */
export function boundOf(domain: DomainConfig, decision: Decision): Bound {
  const { intervalSec, timeoutSec, fastIntervalSec } = domain.agent;
  const tallies = decision.targets.map(({ tally }) => tally).sort((one, other) => other.electorate - one.electorate);
  return failoverBound({
    intervalMs: intervalSec * 1000,
    checkTimeoutMs: timeoutSec * 1000,
    fastIntervalMs: fastIntervalSec === undefined ? null : fastIntervalSec * 1000,
    fall: domain.rules.fall,
    agents: Math.max(1, tallies[0]?.electorate ?? 1),
    needed: Math.max(1, tallies[0]?.needed ?? 1),
    phased: false,
    ttlMs: domain.ttl * 1000,
  });
}
