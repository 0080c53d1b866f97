import type { Override } from '../../api/types.js';
import type { Subject } from './order.js';

/** What an override that is in force is about. */
export function subjectOf({ scope, domain, name }: Pick<Override, 'scope' | 'domain' | 'name'>): Subject {
  if (scope === 'target') return { scope, domain: domain ?? '', target: name ?? '' };
  if (scope === 'domain') return { scope, domain: domain ?? '' };
  return scope === 'tag' ? { scope, tag: name ?? '' } : { scope: 'agent', agent: name ?? '' };
}

/** The override of exactly that, if there is one. */
export function overrideOf(subject: Subject, overrides: readonly Override[]): Override | undefined {
  return overrides.find((one) => JSON.stringify(subjectOf(one)) === JSON.stringify(subject));
}
