import { everyTargetUp, type Policy } from './policy.js';

/** More than half of the agents that vote must say up. */
export class QuorumPolicy implements Policy {
  readonly name = 'quorum';
  readonly select = everyTargetUp;

  needed(electorate: number): number {
    return Math.floor(electorate / 2) + 1;
  }
}
