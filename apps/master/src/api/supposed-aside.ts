import { type SupposedOverrideDto } from '@failover-dns/contracts';
import { type Aside } from '@failover-dns/policies';
import { type Agents } from '../health/agents.js';
import { type OverrideRecord, type Overrides, type OverrideScope } from '../health/overrides.js';
import { refusal } from './supposed-words.js';

export const noSuchTag = (tag: string, known: ReadonlySet<string>): string =>
  `no agent has the tag "${tag}"; there is ${[...known].join(', ') || 'none'}`;

/** Who would be set aside by what is supposed about agents and tags; null: nothing is. 422 for one that there is not. */
export function asideSupposed(
  wanted: readonly SupposedOverrideDto[],
  agents: Pick<Agents, 'get' | 'tags'>,
  overrides: Pick<Overrides, 'asidesIf'>,
): Aside[] | null {
  const released: OverrideScope[] = [];
  const set: OverrideRecord[] = [];
  wanted.forEach(({ agent, tag, action }, index) => {
    if (agent == null && tag == null) return;
    if (agent != null && agents.get(agent) === undefined)
      throw refusal(`overrides[${index}].agent`, `no agent "${agent}" was heard of`);
    if (action !== 'maintenance' && action !== 'release')
      throw refusal(`overrides[${index}].action`, `an agent or a tag can be in maintenance or released, not ${action}`);
    if (tag != null && action === 'maintenance' && !agents.tags().has(tag))
      throw refusal(`overrides[${index}].tag`, noSuchTag(tag, agents.tags()));
    const scope: OverrideScope = agent != null ? { agent } : { tag: tag ?? '' };
    if (action === 'release') released.push(scope);
    else set.push({ scope, kind: 'maintenance', who: 'somebody', why: 'supposed', since: new Date(), until: null });
  });
  return released.length + set.length === 0 ? null : overrides.asidesIf(released, set);
}
