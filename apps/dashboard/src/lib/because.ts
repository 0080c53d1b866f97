import type { SimulatedDomain } from '../api/types.js';
import { allDrawWords } from './draws.js';

const INSTEAD: Readonly<Record<string, string>> = {
  fallback: 'its fallback is answered',
  all_targets: 'every target in service is answered',
  last_good: 'what was up last is answered',
  nodata: 'no address is answered',
  servfail: 'a server failure is answered',
};

/** Why the answer is another, in a sentence or two; the master's `reason` names every vote. */
export function becauseOf({ now, then, added, removed }: SimulatedDomain): string {
  if (then === null) return 'The config does not have it any more, so nothing is answered.';
  const up = upWords(then.reason);
  const instead = INSTEAD[then.source];
  if (now === null) return `It is new. ${up === null ? '' : `${up}, so ${instead ?? 'they are answered'}.`}`;
  if (instead !== undefined && then.source !== now.source) return `${up ?? 'Too few targets are up'}, so ${instead}.`;
  const tail = up === null ? '' : ` ${up}.`;
  if (added.length > 0 && removed.length > 0) return `${listed(added)} ${takes(added)} over from ${listed(removed)}.${tail}`;
  if (removed.length > 0) {
    const kept = now.addresses.length - removed.length;
    return `${kept} of ${now.addresses.length} addresses ${kept === 1 ? 'stays' : 'stay'}.${tail}`;
  }
  if (added.length > 0) return `${listed(added)} ${added.length === 1 ? 'is' : 'are'} answered again.${tail}`;
  if (then.reason.includes('the brake is on')) return 'The brake holds the answer, though its targets are down.';
  if (then.state === 'frozen' && now.state !== 'frozen') return `The answer is held: votes are missing.${tail}`;
  if (allDrawWords(now) !== allDrawWords(then)) return `The addresses stay, and are drawn otherwise.${tail}`;
  return `The answer stays.${tail}`;
}

/** `1 of 3 targets counts as up`, from the head of a reason: `1 of 3 targets up, answering … (…)` */
function upWords(reason: string): string | null {
  const [, up, of, thing] = /^(\d+) of (\d+) (targets?) up\b/.exec(reason) ?? [];
  if (up === undefined || of === undefined || thing === undefined) return null;
  if (up === '0') return of === '1' ? 'Its only target does not count as up' : `None of its ${of} targets counts as up`;
  return `${up} of ${of} ${thing} ${up === '1' ? 'counts' : 'count'} as up`;
}

const takes = ({ length }: readonly string[]): string => (length === 1 ? 'takes' : 'take');

const listed = (addresses: readonly string[]): string =>
  addresses.length > 2 ? `${addresses.length} addresses` : addresses.join(' and ');
