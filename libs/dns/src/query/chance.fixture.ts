/**
 * Pearson's chi-square of counts against the weights they should follow (none: all equal), over the value that chance alone exceeds once in 30,000 runs
 * (a billion for `sigmas` 6; Wilson and Hilferty's approximation): above 1 the counts do not follow the weights.
 */
export function misfit(counts: readonly number[], weights = counts.map(() => 1), sigmas = 4): number {
  const total = sum(counts) / sum(weights);
  const chi = sum(counts.map((count, i) => (count - weights[i]! * total) ** 2 / (weights[i]! * total)));
  const spread = 2 / (9 * (counts.length - 1));
  return chi / ((counts.length - 1) * (1 - spread + sigmas * Math.sqrt(spread)) ** 3);
}

/** How often each of `values` is in `seen`; throws for what is none of them. */
export function tally(seen: Iterable<string>, values: readonly string[]): number[] {
  const counts = values.map(() => 0);
  for (const one of seen) {
    const index = values.indexOf(one);
    if (index < 0) throw new Error(`${one} is none of ${values.join(', ')}`);
    counts[index]!++;
  }
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
