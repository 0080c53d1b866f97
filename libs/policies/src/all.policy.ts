import { type Policy } from './policy.js';

/** Every agent must say up; one that says down takes the target out. */
export class AllPolicy implements Policy {
  readonly name = 'all';
  readonly select = 'all';

  needed(electorate: number): number {
    return Math.max(1, electorate);
  }
}
