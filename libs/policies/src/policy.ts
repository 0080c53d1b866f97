import { type PolicyName, type Target } from './model.js';

/** A way to turn votes into verdicts and verdicts into an answer. A new one is a file and a row in `policies.ts`. */
export interface Policy {
  readonly name: PolicyName;
  /** k: how many of `electorate` votes must say up. At least 1. */
  needed(electorate: number): number;
  /** Which of the targets that are up are answered, in the order given. */
  select<T extends Target>(up: readonly T[]): { targets: readonly T[]; because: string };
}

/** The selection that leaves nothing out. */
export const everyTargetUp = <T extends Target>(up: readonly T[]) => ({ targets: up, because: 'every target that is up' });
