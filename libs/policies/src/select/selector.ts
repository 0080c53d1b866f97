import { type Rules, type Target } from '../model.js';

/** A target that is up, with what its selection needs to know. */
export interface Candidate {
  target: Target;
  /** When it came back after it was out; null: it was never out, or an operator wants it in. */
  backAt: number | null;
}

export interface Selection {
  targets: readonly Target[];
  /** Why these, in words. */
  because: string;
  /** The tier that serves, where there are tiers. */
  tier: number | null;
  /** When the selection changes by itself; Infinity: never. */
  until: number;
}

/** Which of the targets that are up are answered. There is at least one candidate. A new selector is a file and a row in `selectors.ts`. */
export type Selector = (candidates: readonly Candidate[], servingTier: number | null, rules: Rules, now: number) => Selection;
