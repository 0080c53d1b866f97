const MOST = 5;

/** Names that share most pairs of letters with `name` (Dice’s coefficient), the closest first; none below a third. */
export function nearest(name: string, names: readonly string[]): string[] {
  const own = pairs(name);
  return names
    .map((other) => ({ other, score: likeness(own, pairs(other)) }))
    .filter(({ score }) => score > 1 / 3)
    .sort((one, two) => two.score - one.score)
    .slice(0, MOST)
    .map(({ other }) => other);
}

function pairs(text: string): Set<string> {
  const letters = `^${text.toLowerCase()}$`;
  return new Set(Array.from({ length: letters.length - 1 }, (_, index) => letters.slice(index, index + 2)));
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  for (const pair of one) if (other.has(pair)) both++;
  return (2 * both) / (one.size + other.size);
}
