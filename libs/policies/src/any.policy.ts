import { type Policy } from './policy.js';

/** One agent that says up is enough. */
export class AnyPolicy implements Policy {
  readonly name = 'any';
  readonly select = 'all';

  needed(): number {
    return 1;
  }
}
