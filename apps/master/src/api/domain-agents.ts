import { type DomainAgentDto } from '@failover-dns/contracts';
import { type Aside, type Decision, excludable } from '@failover-dns/policies';
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
  decision: Decision;
}

/** Agents that the config does not name come and go: who was not heard for so long is no column any more. */
const SHOWN_MS = 86_400_000;

/**
 * The agents that check a domain, or should: those that the config names for it, those that were heard about it, and those that asked
 * for its tasks within a day, though they are lost by now.
 */
export function domainAgents(
  domain: DomainConfig,
  { named, heard, aside, decision }: Known,
  agents: Agents,
  clock: Clock,
): DomainAgentDto[] {
  const asked = [...agents.all()].filter(
    ({ tags, seenAt }) => seenAt !== null && clock.now() - seenAt < SHOWN_MS && tags.length > 0 && sharesTag(domain, tags),
  );
  const ids = new Set([
    ...named.filter(({ tags }) => sharesTag(domain, tags)).map(({ id }) => id),
    ...asked.map(({ id }) => id),
    ...heard,
  ]);
  const needed = new Set(
    decision.targets.flatMap(({ votes }) =>
      votes.filter(({ countsDespite }) => countsDespite !== null).map(({ agent }) => agent),
    ),
  );
  const out = excludable(aside, domain.rules).filter(({ agent }) => !needed.has(agent));
  return [...ids].sort().map((id) => {
    const { tags = [], seenAt = null } = agents.get(id) ?? {};
    return {
      id,
      state: agentState({ seenAt }, { timeoutMs: domain.rules.timeoutMs, graceMs: domain.rules.agentGraceMs }, clock.now()),
      tags: [...tags],
      last_seen: seenAt === null ? null : clock.wallOf(seenAt).toISOString(),
      set_aside: out.find(({ agent }) => agent === id)?.why ?? null,
    };
  });
}
