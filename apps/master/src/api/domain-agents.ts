import { type DomainAgentDto } from '@failover-dns/contracts';
import { type Aside } from '@failover-dns/policies';
import { type AgentConfig, type DomainConfig } from '../config/master-config.js';
import { sharesTag } from '../config/serving.js';
import { agentState } from '../health/agents-duties.js';
import { type Agents } from '../health/agents.js';
import { type Clock } from '../health/clock.js';

interface Known {
  named: readonly AgentConfig[];
  /** Who said something about it. */
  heard: Iterable<string>;
  aside: readonly Aside[];
}

/** The agents that check a domain, or should: those that the config names for it, and those that were heard about it. */
export function domainAgents(
  domain: DomainConfig,
  { named, heard, aside }: Known,
  agents: Agents,
  clock: Clock,
): DomainAgentDto[] {
  const ids = new Set([...named.filter(({ tags }) => sharesTag(domain, tags)).map(({ id }) => id), ...heard]);
  return [...ids].sort().map((id) => {
    const { tags = [], seenAt = null } = agents.get(id) ?? {};
    return {
      id,
      state: agentState({ seenAt }, { timeoutMs: domain.rules.timeoutMs, graceMs: domain.rules.agentGraceMs }, clock.now()),
      tags: [...tags],
      last_seen: seenAt === null ? null : clock.wallOf(seenAt).toISOString(),
      set_aside: aside.find(({ agent }) => agent === id)?.why ?? null,
    };
  });
}
