import { everyTargetUp, type Policy } from './policy.js';

/** One agent that says up is enough. */
export class AnyPolicy implements Policy {
  readonly name = 'any';
  readonly select = everyTargetUp;

  needed(): number {
    return 1;
  }
}
