import type { SimulatedDomain } from '../api/types.js';

/** What users get in place of every target: `gone` is a name that is not there any more. */
export type Loss = 'fallback' | 'nodata' | 'servfail' | 'gone';

const WITHOUT: readonly string[] = ['fallback', 'nodata', 'servfail'];

/** null: targets are answered then, or none are now. */
export function lossOf({ now, then }: Pick<SimulatedDomain, 'now' | 'then'>): Loss | null {
  if (now === null) return null;
  if (then === null) return 'gone';
  return WITHOUT.includes(then.source) && !WITHOUT.includes(now.source) ? (then.source as Loss) : null;
}

export const LOSS_WORDS: Readonly<Record<Loss, string>> = {
  fallback: 'users will be answered a fallback',
  nodata: 'users will be answered no address',
  servfail: 'users will be answered a server failure',
  gone: 'users will be told that a name does not exist',
};
