import { everyTargetUp, type Policy } from './policy.js';

/** Every agent that votes must say up. */
export class AllPolicy implements Policy {
  readonly name = 'all';
  readonly select = everyTargetUp;

  needed(electorate: number): number {
    return Math.max(1, electorate);
  }
}
