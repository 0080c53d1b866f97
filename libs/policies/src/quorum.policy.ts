import { type Rules } from './model.js';
import { type Policy } from './policy.js';

/** More than half of the agents must say up, or the number or share that the config asks for. */
export class QuorumPolicy implements Policy {
  readonly name = 'quorum';
  readonly select = 'all';

  needed(electorate: number, { quorum }: Pick<Rules, 'quorum'>): number {
    if (quorum === null) return Math.floor(electorate / 2) + 1;
    return 'votes' in quorum ? quorum.votes : Math.max(1, Math.ceil((electorate * quorum.percent) / 100));
  }
}
