import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { servingAgents, sharesTag } from '../config/serving.js';

/** May an agent's votes on a domain count? */
export type MayVote = (agent: string, domain: DomainConfig) => boolean;

/** Who may go on to vote when a config takes the place of others: those that none of them names may as before. */
export function voters(next: MasterConfig, before: readonly MasterConfig[]): MayVote {
  const named = new Map(next.agents.map((agent) => [agent.id, agent]));
  const gone = new Set(before.flatMap(({ agents }) => agents.map(({ id }) => id)).filter((id) => !named.has(id)));
  return (agent, domain) => {
    const known = named.get(agent);
    return known === undefined ? !gone.has(agent) : sharesTag(domain, known.tags);
  };
}

/** Whose votes from before the start may count: nobody knows whom the config named then. */
export function votersOf({ agents }: MasterConfig): MayVote {
  const named = new Map(agents.map((agent) => [agent.id, agent]));
  return (agent, domain) => {
    const known = named.get(agent);
    return known === undefined ? servingAgents(domain, agents) === undefined : sharesTag(domain, known.tags);
  };
}
