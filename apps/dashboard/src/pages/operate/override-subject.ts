import { IN_FORCE } from './words.js';
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

/** Others in force about the same domain: what they say of a target stays. */
export function besideOf(subject: Subject, overrides: readonly Override[]): Override[] {
  if (subject.scope !== 'target' && subject.scope !== 'domain') return [];
  const own = overrideOf(subject, overrides);
  return overrides.filter((one) => {
    if (one === own || one.domain !== subject.domain) return false;
    return subject.scope === 'domain' || one.name === null;
  });
}

/** `maintenance of the whole domain by ann` */
export const besideWords = ({ kind, name, who }: Override): string =>
  `${IN_FORCE[kind] ?? kind} of ${name ?? 'the whole domain'} by ${who}`;
