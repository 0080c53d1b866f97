/** Nearest rank, of sorted values. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

/** 95 % bounds of the mean of a Poisson count (Wilson and Hilferty); for 0 the upper bound is one-sided: 3. */
export function poissonBounds(count: number): [number, number] {
  if (count === 0) return [0, 3];
  const z = 1.96;
  const cube = (base: number, sign: number): number => base * (1 - 1 / (9 * base) + (sign * z) / (3 * Math.sqrt(base))) ** 3;
  return [Math.max(0, cube(count, -1)), cube(count + 1, 1)];
}
