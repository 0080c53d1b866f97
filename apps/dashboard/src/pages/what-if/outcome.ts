import type { SimulatedDomain, Simulation } from '../../api/types.js';
import { lossOf } from '../../lib/losses.js';
import { number, plural } from '../../lib/words.js';

type Counts = Pick<Simulation, 'changed' | 'other_answers' | 'to_fallback' | 'unchanged_weaker' | 'unchanged' | 'brake'> & {
  domains?: readonly SimulatedDomain[];
};

/** `4 domains answer something else. 1 of them goes to fallback. 2 more keep their answer in another state.` */
export function outcomeSentence({ changed, other_answers, to_fallback, brake, domains = [] }: Counts): string {
  const kept = changed - other_answers;
  if (other_answers === 0)
    return kept === 0 ? 'No answer changes.' : `No answer changes. ${plural(kept, 'domain')} ${keptWords(kept, brake !== null)}`;
  const first = `${plural(other_answers, 'domain')} ${answer(other_answers)} something else.`;
  const fallback = to_fallback === 0 ? '' : ` ${fallbackWords(other_answers, to_fallback, whereTo(domains))}`;
  return first + fallback + (kept === 0 ? '' : ` ${number(kept)} more ${keptWords(kept, brake !== null)}`);
}

const keptWords = (count: number, isFrozen: boolean): string =>
  `${count === 1 ? 'keeps its' : 'keep their'} answer ${isFrozen ? 'whatever is up' : 'in another state'}.`;

const answer = (count: number): string => (count === 1 ? 'answers' : 'answer');

/** `to fallback`, unless something else is answered where no target is. */
const whereTo = (domains: readonly SimulatedDomain[]): string =>
  domains.map(lossOf).every((loss) => loss === null || loss === 'fallback') ? 'to fallback' : 'without a target';

function fallbackWords(others: number, count: number, where: string): string {
  const [goes, go] = where === 'to fallback' ? ['goes', 'go'] : ['is left', 'are left'];
  if (others === 1) return `It ${goes} ${where}.`;
  if (others === count) return `All of them ${go} ${where}.`;
  return `${number(count)} of them ${count === 1 ? goes : go} ${where}.`;
}

/** `The mass-failure brake is on then: 3 of 4 targets left service within 60 s, more than 50 %. What was last answered stays.` */
export const brakeSentence = (why: string): string => `The mass-failure brake is on then: ${why}. What was last answered stays.`;

/** `37 keep their answer with one vote fewer. 4,959 notice nothing.` `isOneVote`: nothing is supposed but that one agent is lost. */
export function restSentence({ changed, unchanged_weaker, unchanged }: Counts, isOneVote: boolean): string {
  const fewer = isOneVote ? 'one vote fewer' : 'fewer votes';
  const weaker = `${number(unchanged_weaker)} ${unchanged_weaker === 1 ? 'keeps its' : 'keep their'} answer with ${fewer}. `;
  if (changed + unchanged_weaker === 0)
    return unchanged === 1 ? 'The only domain notices nothing.' : `All ${number(unchanged)} notice nothing.`;
  const rest = unchanged === 0 ? '' : `${number(unchanged)} ${unchanged === 1 ? 'notices' : 'notice'} nothing.`;
  return ((unchanged_weaker === 0 ? '' : weaker) + rest).trim();
}

/** For the bar of a phone: `4 domains change, 1 to fallback` */
export const peekWords = ({ other_answers: changed, to_fallback, domains = [] }: Counts): string =>
  changed === 0
    ? 'No answer changes'
    : `${plural(changed, 'domain')} ${changed === 1 ? 'changes' : 'change'}${to_fallback === 0 ? '' : `, ${number(to_fallback)} ${whereTo(domains)}`}`;
