import type { DomainDetail, TargetDecision } from '../../api/types.js';
import { drawWords, FAMILIES, type Family, isDrawn } from '../../lib/draws.js';
import { capitalized, number, plural } from '../../lib/words.js';

/** A piece of a sentence: an address in mono, the point in bold, or words. */
export type Piece = { code: string } | { bold: string } | string;

const MOST_NAMED = 4;

/** The decision as a sentence or two: what is answered, then what is left out and why. */
export function decisionSentence(detail: DomainDetail): Piece[] {
  const waits = waitsToFailBack(detail) ? [` ${capitalized(detail.selection)}.`] : [];
  return [...answerPieces(detail), ...leftOutPieces(detail), ...waits];
}

/** A higher tier is up, and not answered until it is let in or its time is over. */
export const waitsToFailBack = ({ tier, targets }: DomainDetail): boolean =>
  tier !== null && targets.some(({ priority, service, in_force }) => priority > tier && service === 'in' && in_force);

function answerPieces(detail: DomainDetail): Piece[] {
  const { source, cause, addresses, state, fallback, max_answers } = detail;
  const none = `${noneUp(detail)}${fallback.length === 0 ? ', and there is no fallback' : ''}.`;
  const verb = state === 'frozen' ? 'Holds ' : 'Answers ';
  const few = isDrawn(detail) ? `, ${max_answers} of them in each answer` : '';
  switch (source) {
    case 'fallback':
      return [verb, 'the fallback ', ...names(addresses), `: ${noneUp(detail)}.`];
    case 'all_targets':
      return [
        verb,
        { bold: 'all targets' },
        ', ',
        ...names(addresses),
        `${few}: ${cause === 'panic' ? 'too few are up' : 'none is up'}.`,
      ];
    case 'last_good':
      return [verb, 'the last good answer, ', ...names(addresses), `: ${noneUp(detail)}.`];
    case 'nodata':
      return [verb, { bold: 'no address' }, `: ${none}`];
    case 'servfail':
      return [verb, 'with a ', { bold: 'server failure' }, `: ${none}`];
    default:
      return [verb, ...names(addresses), `${few}.`];
  }
}

function noneUp({ targets, cause }: DomainDetail): string {
  const inService = targets.filter(({ service }) => service === 'in' || service === 'forced_up');
  if (targets.length === 0) return 'there are no targets';
  if (inService.length === 0) return 'no target is in service';
  if (cause === 'panic') return 'too few are up';
  if (inService.some((target) => target.in_force && isSplit(target, targets))) return 'no address is up on all of its ports';
  if (inService.some(({ verdict }) => verdict !== 'unknown')) return 'no target is up';
  if (inService.some(({ tally }) => tally.electorate > 0)) return 'too few agents can tell';
  const wasHeard = inService.some(({ votes }) => votes.some(({ age_ms }) => age_ms !== null));
  return wasHeard ? 'no agent has a fresh vote' : 'no agent has reported yet';
}

/** Its address has another port that is not up: an address is answered when all of its ports are. */
export const isSplit = ({ ip }: Pick<TargetDecision, 'ip'>, targets: readonly TargetDecision[]): boolean =>
  targets.some((other) => other.ip === ip && !other.in_force && other.service !== 'disabled');

/** Targets in service that are not up, those with the same fault together; and those that are held. */
function leftOutPieces({ targets, source }: DomainDetail): Piece[] {
  const troubled = targets.filter(
    ({ service, verdict, answered }) => service === 'in' && verdict !== 'up' && (source !== 'targets' || !answered),
  );
  // Then the first sentence says it.
  const isSaid = source !== 'targets' && troubled.every(({ verdict, tally }) => verdict === 'unknown' && tally.electorate === 0);
  const [left, answered] = [troubled.filter((target) => !target.answered), troubled.filter((target) => target.answered)];
  const isEvery = source === 'fallback' && left.length === targets.length;
  const parts = isSaid
    ? []
    : [
        ...faultPieces(left, ['is left out', 'are left out'], isEvery),
        ...faultPieces(answered, ['is not up', 'are not up'], false),
      ];
  return [...parts, ...heldPieces(targets)];
}

function faultPieces(targets: readonly TargetDecision[], [one, many]: readonly [string, string], isEvery: boolean): Piece[] {
  const byFault = Map.groupBy(targets, faultOf);
  return [...byFault].flatMap(([fault, those]): Piece[] => {
    if (fault === '') return [];
    const [point, rest] = fault.split('\n');
    const who: Piece[] =
      isEvery && byFault.size === 1 && those.length > 1
        ? ['For all of them ', { bold: point ?? '' }]
        : [...names(those.map(({ ip }) => ip)), ` ${those.length === 1 ? one : many}: `, { bold: point ?? '' }];
    return [' ', ...who, `${rest ? ` (${rest})` : ''}.`];
  });
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
  undecided: 'votes that would decide are missing',
  silence: 'nobody can say',
  provisional: 'not confirmed since the start',
  brake: 'the brake is on',
};

function heldPieces(targets: readonly TargetDecision[]): Piece[] {
  const held = targets.filter(
    ({ held: why, service, answered }) => why !== null && (service === 'in' || (service === 'drain' && answered)),
  );
  return [...Map.groupBy(held, (target) => `${target.verdict}\n${target.held}`)].flatMap(([key, those]): Piece[] => {
    const [verdict, why] = key.split('\n');
    const verb = those.length === 1 ? ' stays ' : ' stay ';
    return [' ', ...names(those.map(({ ip }) => ip)), verb, { bold: verdict ?? '' }, `: ${HELD[why ?? ''] ?? why}.`];
  });
}

function names(all: readonly string[]): Piece[] {
  const addresses = [...new Set(all)];
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
  const { domain, answer, source, fallback, fallback_ttl } = detail;
  const name = domain.replace(/^\*/, 'any-name');
  const has = (type: Family): boolean => answer.some((record) => record.includes(` IN ${type} `));
  const comment = (text: string) => ({ text: `; ${text}`, comment: true });
  const type = !has('A') && has('AAAA') ? 'AAAA' : 'A';
  const missing =
    source === 'servfail' ? ['SERVFAIL for every type'] : FAMILIES.filter((one) => !has(one)).map((one) => `${one}: no data`);
  return [
    comment(`dig @${master ?? 'the-master'} ${name} ${type}`),
    ...FAMILIES.flatMap((one) => [
      ...answer.filter((record) => record.includes(` IN ${one} `)).map((text) => ({ text, comment: false })),
      ...drawWords(detail, one).map(comment),
    ]),
    ...missing.map(comment),
    ...(source === 'fallback' || fallback.length === 0
      ? []
      : [comment(`fallback, not used: ${fallback.join(', ')}, TTL ${fallback_ttl}`)]),
  ];
}
