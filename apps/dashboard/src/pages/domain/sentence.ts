import type { DomainDetail, TargetDecision } from '../../api/types.js';
import { number, plural } from '../../lib/words.js';

/** A piece of a sentence: an address in mono, the point in bold, or words. */
export type Piece = { code: string } | { bold: string } | string;

const MOST_NAMED = 4;

/** The decision as a sentence or two: what is answered, then what is left out and why. */
export function decisionSentence(detail: DomainDetail): Piece[] {
  return [...answerPieces(detail), ...leftOutPieces(detail)];
}

/** A higher tier is up, and not answered until it is let in or its time is over. */
export const waitsToFailBack = ({ tier, targets }: DomainDetail): boolean =>
  tier !== null && targets.some(({ priority, service, in_force }) => priority > tier && service === 'in' && in_force);

function answerPieces({ source, cause, addresses, state, targets, selection, max_answers }: DomainDetail): Piece[] {
  const verb = state === 'frozen' ? 'Holds ' : 'Answers ';
  const few = max_answers !== null && max_answers < addresses.length ? `, ${max_answers} of them in each answer` : '';
  switch (source) {
    case 'fallback':
      return [verb, 'the fallback ', ...names(addresses), `: ${noneUp(targets)}.`];
    case 'all_targets':
      return [
        verb,
        { bold: 'all targets' },
        ', ',
        ...names(addresses),
        `: ${cause === 'panic' ? 'too few are up' : 'none is up'}.`,
      ];
    case 'last_good':
      return [verb, 'the last good answer, ', ...names(addresses), `: ${noneUp(targets)}.`];
    case 'nodata':
      return [verb, { bold: 'no address' }, `: ${selection}.`];
    case 'servfail':
      return [verb, 'with a ', { bold: 'server failure' }, `: ${selection}.`];
    default:
      return [verb, ...names(addresses), `${few}.`];
  }
}

function noneUp(targets: readonly TargetDecision[]): string {
  const inService = targets.filter(({ service }) => service === 'in' || service === 'forced_up');
  if (targets.length === 0) return 'there are no targets';
  if (inService.length === 0) return 'no target is in service';
  if (inService.some(({ verdict }) => verdict !== 'unknown')) return 'no target is up';
  const wasHeard = inService.some(({ votes }) => votes.some(({ age_ms }) => age_ms !== null));
  return wasHeard ? 'no agent has a fresh vote' : 'no agent has reported yet';
}

/** Targets in service that are not answered as they are not up, those with the same fault together; and those that are held. */
function leftOutPieces({ targets, source }: DomainDetail): Piece[] {
  const left = targets.filter(
    ({ service, verdict, answered }) => service === 'in' && verdict !== 'up' && (source !== 'targets' || !answered),
  );
  const byFault = Map.groupBy(left, faultOf);
  const all = source === 'fallback' && left.length === targets.length;
  const parts = [...byFault].flatMap(([fault, those]): Piece[] => {
    if (fault === '') return [];
    const [point, rest] = fault.split('\n');
    const verb = those.length === 1 ? ' is left out: ' : ' are left out: ';
    const who: Piece[] =
      all && byFault.size === 1 && those.length > 1
        ? ['For all of them ', { bold: point ?? '' }]
        : [...names(those.map(({ ip }) => ip)), verb, { bold: point ?? '' }];
    return [' ', ...who, `${rest ? ` (${rest})` : ''}.`];
  });
  return [...parts, ...heldPieces(targets)];
}

/** The point, and after a line’s end what they say about it. */
function faultOf({ verdict, tally, votes, held }: TargetDecision): string {
  if (held !== null) return '';
  if (verdict === 'unknown')
    return tally.electorate === 0
      ? 'no agent has a fresh vote'
      : `only ${plural(tally.electorate, 'agent')} of the ${tally.enough} needed can tell`;
  const says = tally.down === 1 ? 'says' : 'say';
  return `${tally.down} of ${plural(tally.electorate, 'agent')} ${says} down\n${commonest(votes.flatMap((vote) => (vote.value === 'down' && vote.counts && vote.reason !== null ? [vote.reason] : [])))}`;
}

const HELD: Readonly<Record<string, string>> = {
  undecided: 'it hangs on votes that are missing',
  silence: 'nobody can say',
  provisional: 'it is from before the start, not confirmed yet',
  brake: 'the brake is on',
};

function heldPieces(targets: readonly TargetDecision[]): Piece[] {
  const held = targets.filter((target) => target.held !== null && target.service === 'in');
  return [...Map.groupBy(held, (target) => `${target.verdict}\n${target.held}`)].flatMap(([key, those]): Piece[] => {
    const [verdict, why] = key.split('\n');
    const verb = those.length === 1 ? ' stays ' : ' stay ';
    return [' ', ...names(those.map(({ ip }) => ip)), verb, { bold: verdict ?? '' }, `: ${HELD[why ?? ''] ?? why}.`];
  });
}

function names(addresses: readonly string[]): Piece[] {
  const shown = addresses.length > MOST_NAMED ? addresses.slice(0, MOST_NAMED - 1) : addresses;
  const parts: Piece[] = shown.map((code) => ({ code }));
  if (shown.length < addresses.length) parts.push(`${number(addresses.length - shown.length)} more`);
  return parts.flatMap((part, index) => (index === 0 ? [part] : [index === parts.length - 1 ? ' and ' : ', ', part]));
}

function commonest(words: readonly string[]): string {
  const [first] = [...Map.groupBy(words, (word) => word)].sort(([, one], [, other]) => other.length - one.length);
  return first?.[0] ?? '';
}

/** The sentence as plain text, for the title and for those who listen. */
export const plainText = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : 'code' in piece ? piece.code : piece.bold)).join('');

/** The zone file’s words for what is answered. */
export function zoneLines(detail: DomainDetail, master: string | null): { text: string; comment: boolean }[] {
  const { domain, answer, source, fallback, fallback_ttl, addresses, max_answers } = detail;
  const name = domain.replace(/^\*/, 'any-name');
  const has = (type: string): boolean => answer.some((record) => record.includes(` IN ${type} `));
  const comment = (text: string) => ({ text: `; ${text}`, comment: true });
  const type = !has('A') && has('AAAA') ? 'AAAA' : 'A';
  const missing =
    source === 'servfail'
      ? ['SERVFAIL for every type']
      : ['A', 'AAAA'].filter((one) => !has(one)).map((one) => `${one}: no data`);
  return [
    comment(`dig @${master ?? 'the-master'} ${name} ${type}`),
    ...answer.map((text) => ({ text, comment: false })),
    ...(max_answers !== null && max_answers < addresses.length ? [comment(`of these ${max_answers} in each answer`)] : []),
    ...missing.map(comment),
    ...(source === 'fallback' || fallback.length === 0
      ? []
      : [comment(`fallback, not used: ${fallback.join(', ')}, TTL ${fallback_ttl}`)]),
  ];
}
