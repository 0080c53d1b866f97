import { type Bound, failoverBound, POLICY_CLASSES } from '@failover-dns/policies';
import { type AgentConfig, type DomainConfig } from './master-config.js';
import { servingAgents } from './serving.js';

/** The longest that a failover of this domain can take, as far as the config knows who votes. */
export function domainBound(
  { rules, agent, ttl, ...domain }: Pick<DomainConfig, 'rules' | 'agent' | 'ttl' | 'tags'>,
  agents: readonly AgentConfig[],
): Bound {
  const voters = Math.max(1, servingAgents({ ...domain, agent }, agents)?.length ?? 1);
  return failoverBound({
    intervalMs: agent.intervalSec * 1000,
    checkTimeoutMs: agent.timeoutSec * 1000,
    fastIntervalMs: agent.fastIntervalSec === undefined ? null : agent.fastIntervalSec * 1000,
    fall: rules.fall,
    agents: voters,
    needed: new POLICY_CLASSES[rules.policy]().needed(voters, rules),
    phased: false,
    ttlMs: ttl * 1000,
  });
}
