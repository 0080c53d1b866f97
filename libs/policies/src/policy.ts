import { type PolicyName, type Rules, type SelectName } from './model.js';

/** A way to turn votes into verdicts. A new one is a file and a row in `policies.ts`. */
export interface Policy {
  readonly name: PolicyName;
  /** How the targets that are up are selected where the config does not say. */
  readonly select: SelectName;
  /** k: how many of `electorate` votes must say up. At least 1. */
  needed(electorate: number, rules: Pick<Rules, 'quorum'>): number;
}
