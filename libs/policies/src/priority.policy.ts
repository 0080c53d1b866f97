import { type Target } from './model.js';
import { type Policy } from './policy.js';

/** One agent that says up is enough; of the targets that are up, those with the highest priority number are answered. */
export class PriorityPolicy implements Policy {
  readonly name = 'priority';

  needed(): number {
    return 1;
  }

  select<T extends Target>(up: readonly T[]) {
    const highest = up.reduce((most, target) => Math.max(most, target.priority), Number.NEGATIVE_INFINITY);
    return {
      targets: up.filter((target) => target.priority === highest),
      because: `priority ${highest}, the highest that is up`,
    };
  }
}
