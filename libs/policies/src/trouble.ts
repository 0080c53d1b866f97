import { type Decision, type TargetDecision } from './model.js';
import { targetName } from './reasons.js';

/** What keeps a domain from being healthy. */
export interface Trouble {
  /** Targets in service that are not up, or are only held up. */
  /** `what` in words, `word` the shortest of it. */
  failing: { name: string; ip: string; what: string; word: string }[];
  /** Agents whose votes went stale about targets that are not down. */
  silent: string[];
}

/** Words of agents are free text. */
const LONGEST_WORD = 80;
const NAMED = 2;

const isInService = ({ service }: Pick<TargetDecision, 'service'>): boolean => service === 'in' || service === 'forced_up';

export function troubleOf({ targets }: Pick<Decision, 'targets'>): Trouble {
  const troubled = targets.filter((target) => isInService(target) && (target.verdict !== 'up' || target.held !== null));
  const silent = new Set(
    troubled.flatMap(({ verdict, held, votes }) =>
      verdict === 'down' && held === null ? [] : votes.filter(isStale).map(({ agent }) => agent),
    ),
  );
  const failing = troubled.map((target) => ({
    name: targetName(target),
    ip: target.ip,
    what: phraseOf(target),
    word: wordOf(target),
  }));
  return { failing, silent: [...silent] };
}

/** Why a domain is not healthy, in one line without ages; empty: it is. `192.0.2.11:443: refused, say 4 of 5 agents.` */
export function summaryLine(decision: Decision, { failing } = troubleOf(decision)): string {
  const { state, brake, tier, targets, source, selection } = decision;
  if (state === 'healthy') return '';
  const byPhrase = Map.groupBy(failing, ({ what }) => what);
  const inService = targets.filter(isInService);
  const parts = [...byPhrase].map(([what, those]) => `${namesOf(those, inService.length)}: ${what}.`);
  const highest = Math.max(...inService.map(({ priority }) => priority));
  return [
    ...(brake === null ? [] : [`The brake is on: ${brake.why}.`]),
    ...(tier !== null && tier < highest ? [`Priority ${tier} serves, not ${highest}.`] : []),
    ...parts,
    ...(failing.length === 0 && source !== 'targets' ? [`${selection[0]?.toUpperCase() ?? ''}${selection.slice(1)}.`] : []),
  ].join(' ');
}

function namesOf(those: readonly { name: string }[], all: number): string {
  if (those.length <= NAMED) return those.map(({ name }) => name).join(', ');
  return those.length === all ? `All ${all} targets` : `${those.length} of ${all} targets`;
}

const isStale = ({ value, ageMs }: TargetDecision['votes'][number]): boolean => value === 'unknown' && ageMs !== null;

/** `refused, say 4 of 5 agents` */
function phraseOf({ verdict, held, tally, votes }: TargetDecision): string {
  const silent = votes.filter(isStale).map(({ agent }) => agent);
  const from = silent.length === 0 ? '' : `, ${listOf(silent)} ${silent.length === 1 ? 'is' : 'are'} silent`;
  if (held === 'brake') return 'answered all the same, as the brake is on';
  if (held === 'provisional') return `${verdict}, not confirmed since the start`;
  if (held !== null) return `held ${verdict}${from || ', votes are missing'}`;
  if (verdict === 'down') {
    const agents = tally.electorate === 1 ? 'agent' : 'agents';
    return `${downWord(votes)}, ${tally.down === 1 ? 'says' : 'say'} ${tally.down} of ${tally.electorate} ${agents}`;
  }
  const cannot = votes.find(({ ageMs, reason }) => ageMs === null && reason !== null);
  if (cannot) return `${cannot.agent} cannot check it (${clipped(cannot.reason ?? '')})`;
  if (tally.electorate > 0) return `only ${tally.electorate} of the ${tally.enough} agents that are needed`;
  return silent.length === 0 ? 'no report yet' : `no fresh report${from}`;
}

const listOf = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(' and ') : `${names[0]} and ${names.length - 1} others`;

const wordOf = (target: TargetDecision): string =>
  target.verdict === 'down' && target.held === null ? downWord(target.votes) : phraseOf(target);

/** The reason that most agents give. */
function downWord(votes: TargetDecision['votes']): string {
  const down = votes.filter(({ value, aside }) => value === 'down' && aside === null);
  const [first] = byCount(down.map(({ reason }) => reason ?? 'failed'));
  return first === undefined ? 'down' : clipped(first[0]);
}

/** The commonest first; of equals the one that came first. */
export function byCount(words: readonly string[]): [word: string, count: number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

const clipped = (text: string): string => (text.length > LONGEST_WORD ? `${text.slice(0, LONGEST_WORD - 1)}…` : text);
