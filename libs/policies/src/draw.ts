import { type Decision } from './model.js';

export const isIpv6 = (address: string): boolean => address.includes(':');

type Drawn = Pick<Decision, 'addresses' | 'weights' | 'maxAnswers'>;

/** How an answer is drawn from its addresses, to compare it; empty: all of one family are in each answer. */
export function drawOf({ addresses, weights, maxAnswers }: Drawn): string {
  if (maxAnswers === null) return '';
  const six = addresses.filter(isIpv6).length;
  if (maxAnswers >= Math.max(six, addresses.length - six)) return '';
  const shares = addresses.map((address, index) => `${address} ${weights?.[index] ?? ''}`).sort();
  return `${maxAnswers} of ${shares.join()}`;
}
