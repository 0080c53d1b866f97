/** How many of `after` stand elsewhere than in `before`, or nowhere: the fewest that one must take out and put back in. */
export function countMoved(before: readonly string[], after: readonly string[]): number {
  const places = new Map(after.map((name, index) => [name, index]));
  const kept = before.flatMap((name) => places.get(name) ?? []);
  const moved = kept.length - longestRise(kept);
  return moved + (before.length - kept.length) + (after.length - kept.length);
}

/** The length of the longest rising subsequence. */
function longestRise(values: readonly number[]): number {
  const ends: number[] = [];
  for (const value of values) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    ends[low] = value;
  }
  return ends.length;
}
