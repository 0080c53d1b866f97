import { type Policy } from './policy.js';

/** One agent that says up is enough; of the targets that are up, those with the highest priority number are answered. */
export class PriorityPolicy implements Policy {
  readonly name = 'priority';
  readonly select = 'priority';

  needed(): number {
    return 1;
  }
}
