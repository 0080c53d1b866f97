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
  force_up: { title: 'Force up', meaning: 'Answered, whatever the checks say.' },
  force_down: { title: 'Force down', meaning: 'Counts as failed: other rules, like priority, follow.' },
};

/** What a kind means for a subject. */
export function meaningOf(kind: Kind, { scope }: Subject): string {
  if (scope === 'agent') return 'Its votes are set aside: the other agents decide.';
  if (scope === 'tag') return 'The votes of every agent with this tag are set aside: the others decide.';
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

/** What will happen, on the button. `until`: `until 04:04`. `toFallback`: domains that go to their fallback. */
export function buttonWords({ subject, action }: Order, until: string, toFallback: number): string {
  if (action === 'reload') return 'Put the files on disk in force';
  if (action === 'release_brake') return 'Let verdicts count again';
  const what = subject.scope === 'target' ? subject.target : whatOf(subject);
  if (action === 'failback') return `Let the higher priority of ${what} in now`;
  if (action === 'release') return releaseWords(subject, what);
  if (subject.scope === 'agent' || subject.scope === 'tag') return `Set the votes of ${whatOf(subject)} aside ${until}`;
  if (toFallback > 0)
    return `Put ${subject.scope === 'target' || subject.scope === 'domain' ? subject.domain : what} on fallback ${until}`;
  const all = subject.scope === 'domain' ? `all of ${what}` : what;
  return `${VERBS[action](all)} ${until}`;
}

const VERBS: Readonly<Record<Kind, (what: string) => string>> = {
  maintenance: (what) => `Leave ${what} out`,
  drain: (what) => `Drain ${what}`,
  force_up: (what) => `Answer ${what} whatever the checks say`,
  force_down: (what) => `Count ${what} as failed`,
};

const releaseWords = ({ scope }: Subject, what: string): string =>
  scope === 'agent' || scope === 'tag' ? `Let the votes of ${what} count again` : `Let the checks decide about ${what} again`;

/** What was done. */
export function doneWords({ subject, action }: Order, until: string): string {
  const what = whatOf(subject);
  if (action === 'reload') return 'The files on disk are in force.';
  if (action === 'release_brake') return 'The brake is released.';
  if (action === 'failback') return `${what} has failed back.`;
  if (action === 'release') return `${what} is released.`;
  if (action === 'maintenance') return `${what} is in maintenance ${until}.`;
  return `${what} is ${action === 'drain' ? 'drained' : IN_FORCE[action]} ${until}.`;
}

export const upperFirst = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
