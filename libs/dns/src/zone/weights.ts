import { type AnswerSpec } from '../types.js';

const MAX_WEIGHT = 1000;

/** Calls `fault` for each thing wrong with the weights of an answer; `at` is where in them: `[2]`, or nothing. */
export function checkWeights({ addresses, weights }: AnswerSpec, fault: (at: string, message: string) => void): void {
  if (!weights) return;
  if (weights.length !== addresses.length) fault('', `${weights.length} weights for ${addresses.length} addresses`);
  weights.forEach((weight, i) => {
    if (!Number.isInteger(weight) || weight < 0 || weight > MAX_WEIGHT)
      fault(`[${i}]`, `${weight} is no weight (a whole number, 0–${MAX_WEIGHT})`);
  });
}
