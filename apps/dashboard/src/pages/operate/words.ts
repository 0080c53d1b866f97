import type { Loss } from '../../lib/losses.js';
import { capitalized } from '../../lib/words.js';
import type { Action, Kind, Order, Subject } from './order.js';

/** How a kind is called where it is in force. */
export const IN_FORCE: Readonly<Record<string, string>> = {
  maintenance: 'maintenance',
  drain: 'drain',
  force_up: 'forced up',
  force_down: 'forced down',
};

export const CHOICES: Readonly<Record<Kind, { title: string; meaning: string }>> = {
  maintenance: { title: 'Maintenance', meaning: 'Left out of answers, whatever the checks say.' },
  drain: { title: 'Drain', meaning: 'Answered only if nothing else is up.' },
  force_up: { title: 'Force up', meaning: 'Counts as up, whatever the checks say.' },
  force_down: { title: 'Force down', meaning: 'Counts as failed: other rules, like priority, follow.' },
};

/** What a kind means for a subject. */
export function meaningOf(kind: Kind, { scope }: Subject): string {
  if (scope === 'agent') return 'Its votes are set aside wherever enough other agents vote.';
  if (scope === 'tag') return 'The votes of every agent with this tag are set aside wherever enough others vote.';
  if (scope === 'domain') return `Every target: ${CHOICES[kind].meaning[0]?.toLowerCase()}${CHOICES[kind].meaning.slice(1)}`;
  return CHOICES[kind].meaning;
}

export function whatOf(subject: Subject): string {
  if (subject.scope === 'target') return `${subject.target} in ${subject.domain}`;
  if (subject.scope === 'domain') return subject.domain;
  if (subject.scope === 'agent') return `agent ${subject.agent}`;
  if (subject.scope === 'tag') return `every agent tagged ${subject.tag}`;
  return subject.scope === 'brake' ? 'the mass-failure brake' : 'the config';
}

const TITLES: Readonly<Partial<Record<Action, (what: string) => string>>> = {
  release: (what) => `Release ${what}`,
  failback: (what) => `Fail back ${what}`,
  release_brake: (what) => `Release ${what}`,
  reload: () => 'Reload the config from disk',
};

export const titleOf = ({ subject, action }: Order): string =>
  (TITLES[action] ?? ((what: string) => `Override ${what}`))(whatOf(subject));

/** What will happen, on the button. `until`: `until 04:04`. `loss`: what users get in place of every target. */
export function buttonWords({ subject, action }: Order, until: string, loss: Loss | null): string {
  if (action === 'reload') return 'Put the files on disk in force';
  if (action === 'release_brake') return 'Let verdicts count again';
  const what = subject.scope === 'target' ? subject.target : whatOf(subject);
  if (action === 'failback') return `Let the higher priority of ${what} in now`;
  if (action === 'release') return releaseWords(subject, what);
  if (subject.scope === 'agent' || subject.scope === 'tag') return `Set the votes of ${whatOf(subject)} aside ${until}`;
  if (loss !== null)
    return `${LOST[loss](subject.scope === 'target' || subject.scope === 'domain' ? subject.domain : what)} ${until}`;
  const all = subject.scope === 'domain' ? `all of ${what}` : what;
  return `${VERBS[action](all)} ${until}`;
}

const VERBS: Readonly<Record<Kind, (what: string) => string>> = {
  maintenance: (what) => `Leave ${what} out`,
  drain: (what) => `Drain ${what}`,
  force_up: (what) => `Count ${what} as up`,
  force_down: (what) => `Count ${what} as failed`,
};

const LOST: Readonly<Record<Loss, (domain: string) => string>> = {
  fallback: (domain) => `Put ${domain} on fallback`,
  nodata: (domain) => `Leave ${domain} without an address`,
  servfail: (domain) => `Have ${domain} answered with a server failure`,
  gone: (domain) => `Take ${domain} away`,
};

const releaseWords = ({ scope }: Subject, what: string): string =>
  scope === 'agent' || scope === 'tag' ? `Let the votes of ${what} count again` : `Let the checks decide about ${what} again`;

/** What was done; a name keeps its small letter. */
export function doneWords({ subject, action }: Order, until: string): string {
  const isName = subject.scope === 'target' || subject.scope === 'domain';
  const what = isName ? whatOf(subject) : capitalized(whatOf(subject));
  if (action === 'reload') return 'The files on disk are in force.';
  if (action === 'release_brake') return 'The brake is released.';
  if (action === 'failback') return `${what} has failed back.`;
  if (action === 'release') return `${what} is released.`;
  if (action === 'maintenance') return `${what} is in maintenance ${until}.`;
  return `${what} is ${action === 'drain' ? 'drained' : IN_FORCE[action]} ${until}.`;
}
