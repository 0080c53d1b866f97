import type { Agent, DomainRow } from '../../api/types.js';
import { ipOf } from '../../lib/addresses.js';
import type { Subject } from './order.js';

type Row = Pick<DomainRow, 'domain' | 'targets'>;

/** Domains, targets, agents and tags that a search means, at most `most`; without a search the domains as they come. */
export function findSubjects(
  rows: readonly Row[],
  agents: readonly Pick<Agent, 'id' | 'tags'>[],
  text: string,
  most: number,
): Subject[] {
  const wanted = text.trim().toLowerCase();
  const found: Subject[] = [];
  for (const { id } of wanted === '' ? [] : agents)
    if (id.toLowerCase().includes(wanted)) found.push({ scope: 'agent', agent: id });
  for (const tag of wanted === '' ? [] : tagsOf(agents))
    if (tag.toLowerCase().includes(wanted)) found.push({ scope: 'tag', tag });
  for (const { domain, targets } of rows) {
    if (found.length >= most) break;
    const ips = [...new Set(targets.map(ipOf))];
    const isNamed = domain.includes(wanted);
    if (isNamed) found.push({ scope: 'domain', domain });
    for (const target of ips)
      if (wanted !== '' && (isNamed || target.startsWith(wanted))) found.push({ scope: 'target', domain, target });
  }
  return found.slice(0, most);
}

const tagsOf = (agents: readonly Pick<Agent, 'tags'>[]): string[] => [...new Set(agents.flatMap(({ tags }) => tags))].sort();
