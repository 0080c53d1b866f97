import { type AgentConfig, type DomainConfig } from './master-config.js';

/** An agent is given a domain without tags, or one with which it shares a tag. */
export const sharesTag = (domain: Pick<DomainConfig, 'tags'>, tags: readonly string[]): boolean =>
  domain.tags.length === 0 || domain.tags.some((tag) => tags.includes(tag));

/** The named agents that vote on a domain; undefined when the config cannot know, as whoever has the domain's token may. */
export function servingAgents(
  domain: Pick<DomainConfig, 'tags'> & { agent: Pick<DomainConfig['agent'], 'token'> },
  agents: readonly AgentConfig[],
): AgentConfig[] | undefined {
  if (agents.length === 0 || domain.agent.token !== undefined) return undefined;
  return agents.filter(({ tags }) => sharesTag(domain, tags));
}
