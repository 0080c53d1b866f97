import type { DomainDetail, TargetDecision } from '../../api/types.js';
import { millis } from '../../lib/millis.js';
import { lasting } from '../../lib/time.js';
import { plural } from '../../lib/words.js';
import type { Cell } from './matrix.js';

/** `nyc-1 says up. 4 others say down.` */
export function voteTitle({ agent, kind, word }: Cell, { votes }: TargetDecision): string {
  const own = kind === 'none' ? `${agent}: ${word}.` : `${agent} says ${word}.`;
  const others = votes.filter((vote) => vote.agent !== agent && vote.counts);
  const say = (value: string): string[] => {
    const count = others.filter((vote) => vote.value === value).length;
    return count === 0 ? [] : [`${plural(count, 'other')} ${count === 1 ? 'says' : 'say'} ${value}.`];
  };
  return [own, ...say('up'), ...say('down')].join(' ');
}

/** What is known about a vote, term by term. */
export function voteFacts(cell: Cell, target: TargetDecision, { check }: Pick<DomainDetail, 'check'>): [string, string][] {
  const { vote, ageMs, latencyMs, reason, provisional } = cell;
  const failed = vote !== null && vote.results.endsWith('x');
  const outcome = failed
    ? ` failed${reason === null ? '' : `: ${reason}`}`
    : latencyMs === null
      ? ' ok'
      : ` ok, ${millis(latencyMs)}`;
  const when = provisional ? 'before the start of the master' : `${lasting(ageMs ?? 0)} ago`;
  const last = ageMs === null ? (reason === null ? 'none yet' : `not possible: ${reason}`) : `${when},${outcome}`;
  const results = [...(vote?.results ?? '')].map((result) => (result === 'o' ? 'ok' : 'failed'));
  const port = target.port === null ? '' : ` on port ${target.port}`;
  return [
    ['Last check', last],
    ...(results.length > 1 ? [[`Last ${results.length}`, results.join(', ')] as [string, string]] : []),
    ['Check', `${check.types.join(' and ')}${port} every ${check.interval_sec} s`],
    ['Counts?', countsWords(cell, target)],
  ];
}

function countsWords({ vote, kind, differs, ageMs }: Cell, { tally, verdict }: TargetDecision): string {
  if (vote?.set_aside) return `No: set aside, ${vote.set_aside}`;
  if (kind === 'none') return ageMs === null ? 'No: it has no evidence' : 'No: it is silent for too long';
  if (vote?.counts_despite) return `Yes, as too few others vote, despite: ${vote.counts_despite}`;
  const before = vote?.provisional ? 'Yes, from before the start of the master' : 'Yes';
  if (!differs) return before;
  if (verdict === 'down') return `${before}, but ${tally.up} up is fewer than ${tally.needed}`;
  return `${before}, but ${tally.up} up is enough, ${tally.needed} needed`;
}

/** A cell in one line, for those who do not see it. */
export function voteLabel(cell: Cell, target: string): string {
  const { agent, word, reason, latencyMs, kind, differs } = cell;
  const detail = kind === 'up' && latencyMs !== null ? `, ${millis(latencyMs)}` : reason === null ? '' : `, ${reason}`;
  return `${agent} about ${target}: ${word}${detail}${differs ? ', differs' : ''}`;
}
