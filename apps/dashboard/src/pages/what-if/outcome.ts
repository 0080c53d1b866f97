import type { Simulation } from '../../api/types.js';
import { number, plural } from '../../lib/words.js';

type Counts = Pick<Simulation, 'changed' | 'other_answers' | 'to_fallback' | 'unchanged_weaker' | 'unchanged' | 'brake'>;

/** `4 domains answer something else. 1 of them goes to fallback. 2 more keep their answer with other targets up.` */
export function outcomeSentence({ changed, other_answers, to_fallback, brake }: Counts): string {
  const kept = changed - other_answers;
  if (other_answers === 0)
    return kept === 0 ? 'No answer changes.' : `No answer changes. ${plural(kept, 'domain')} ${keptWords(kept, brake !== null)}`;
  const first = `${plural(other_answers, 'domain')} ${answer(other_answers)} something else.`;
  const fallback = to_fallback === 0 ? '' : ` ${fallbackWords(other_answers, to_fallback)}`;
  return first + fallback + (kept === 0 ? '' : ` ${number(kept)} more ${keptWords(kept, brake !== null)}`);
}

const keptWords = (count: number, isFrozen: boolean): string =>
  `${count === 1 ? 'keeps its' : 'keep their'} answer ${isFrozen ? 'whatever is up' : 'with other targets up'}.`;

const answer = (count: number): string => (count === 1 ? 'answers' : 'answer');

function fallbackWords(others: number, count: number): string {
  if (others === 1) return 'It goes to fallback.';
  if (others === count) return 'All of them go to fallback.';
  return `${number(count)} of them ${count === 1 ? 'goes' : 'go'} to fallback.`;
}

/** `The mass-failure brake is on then: 3 of 4 targets left service within 60 s, more than 50 %. What was last answered stays.` */
export const brakeSentence = (why: string): string => `The mass-failure brake is on then: ${why}. What was last answered stays.`;

/** `37 keep their answer with one vote fewer. 4,959 notice nothing.` */
export function restSentence({ changed, unchanged_weaker, unchanged }: Counts, lost: number): string {
  const fewer = lost === 1 ? 'one vote fewer' : 'fewer votes';
  const weaker = `${number(unchanged_weaker)} ${unchanged_weaker === 1 ? 'keeps its' : 'keep their'} answer with ${fewer}. `;
  if (changed + unchanged_weaker === 0) return `All ${number(unchanged)} notice nothing.`;
  const rest = unchanged === 0 ? '' : `${number(unchanged)} ${unchanged === 1 ? 'notices' : 'notice'} nothing.`;
  return ((unchanged_weaker === 0 ? '' : weaker) + rest).trim();
}

/** For the bar of a phone: `4 domains change, 1 to fallback` */
export const peekWords = ({ changed, to_fallback }: Counts): string =>
  changed === 0
    ? 'No domain changes'
    : `${plural(changed, 'domain')} ${changed === 1 ? 'changes' : 'change'}${to_fallback === 0 ? '' : `, ${number(to_fallback)} to fallback`}`;
