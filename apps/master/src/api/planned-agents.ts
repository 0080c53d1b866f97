import { type PlannedAgentDto } from '@failover-dns/contracts';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { sharesTag } from '../config/serving.js';
import { checkName } from '../health/report-target.js';
import { type Unnamed } from './rota.js';

type Serves = (domain: DomainConfig) => boolean;

/** How many tasks a domain is, as it is and as it would be. */
interface Tasks {
  now?: DomainConfig;
  then?: DomainConfig;
  before: number;
  after: number;
  added: number;
  removed: number;
}

/** The agents that another config gives or takes tasks, by name: those that either names, and those that asked under a name. */
export function plannedAgents(now: MasterConfig, then: MasterConfig, unnamed: readonly Unnamed[]): PlannedAgentDto[] {
  const tasks = [...new Set([...now.domains.keys(), ...then.domains.keys()])].map((name) =>
    tasksOf(now.domains.get(name), then.domains.get(name)),
  );
  const others = new Map(unnamed.map((agent) => [agent.id, agent]));
  const named = byId(now);
  const next = byId(then);
  const servesAs = (config: MasterConfig, id: string, known?: { tags: readonly string[] }): Serves => {
    if (known !== undefined) return (domain) => sharesTag(domain, known.tags);
    return others.get(id)?.servesAmong(config.agents) ?? (() => false);
  };
  return [...new Set([...named.keys(), ...next.keys(), ...others.keys()])]
    .sort()
    .map((id) => {
      const tags = (next.get(id) ?? others.get(id) ?? named.get(id))?.tags ?? [];
      return { id, tags: [...tags], ...sums(tasks, servesAs(now, id, named.get(id)), servesAs(then, id, next.get(id))) };
    })
    .filter(({ gains, loses }) => gains > 0 || loses > 0);
}

const byId = ({ agents }: MasterConfig) => new Map(agents.map((agent) => [agent.id, agent]));

function tasksOf(now: DomainConfig | undefined, then: DomainConfig | undefined): Tasks {
  const [before, after] = [namesOf(now), namesOf(then)];
  const added = [...after].filter((name) => !before.has(name)).length;
  return { now, then, before: before.size, after: after.size, added, removed: before.size + added - after.size };
}

const namesOf = (domain: DomainConfig | undefined): Set<string> =>
  new Set(
    domain?.targets.flatMap((_target, index) =>
      (domain.checks[index] ?? []).map((_check, check) => checkName(domain, index, check)),
    ),
  );

function sums(domains: readonly Tasks[], had: Serves, has: Serves): Pick<PlannedAgentDto, 'tasks' | 'gains' | 'loses'> {
  const sum = { tasks: 0, gains: 0, loses: 0 };
  for (const { now, then, before, after, added, removed } of domains) {
    const hadIt = now !== undefined && had(now);
    const hasIt = then !== undefined && has(then);
    if (hadIt) sum.tasks += before;
    if (hasIt) sum.gains += hadIt ? added : after;
    if (hadIt) sum.loses += hasIt ? removed : before;
  }
  return sum;
}
