import { type Bound, failoverBound } from '@failover-dns/policies';
import { type DomainConfig } from './master-config.js';

interface Bounded {
  rules: Pick<DomainConfig['rules'], 'fall'>;
  agent: Pick<DomainConfig['agent'], 'intervalSec' | 'timeoutSec' | 'fastIntervalSec'>;
  ttl: number;
}

/** The longest that a failover of this domain can take. */
export const domainBound = ({ rules, agent, ttl }: Bounded): Bound =>
  failoverBound({
    intervalMs: agent.intervalSec * 1000,
    checkTimeoutMs: agent.timeoutSec * 1000,
    fastIntervalMs: agent.fastIntervalSec === undefined ? null : agent.fastIntervalSec * 1000,
    fall: rules.fall,
    ttlMs: ttl * 1000,
  });
