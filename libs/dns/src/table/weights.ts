/** Words that a family with room for so many addresses needs for its draw: a lone address is not drawn. */
export function drawWords(room: number): number {
  return room < 2 ? 0 : room + 1;
}

/**
 * Compiles the weights of a family, each more than 0, to what `Draw` reads: their sum, then a Fenwick tree, whose i-th word (from 1)
 * is the sum of the `i & -i` weights that end with the i-th. So a number below the sum leads to its address in log2(n) steps, and
 * an address is taken out of the draw in as many.
 */
export function writeDraw(words: Uint32Array, at: number, weights: readonly number[]): void {
  let sum = 0;
  words.fill(0, at, at + weights.length + 1);
  weights.forEach((weight, index) => {
    sum += weight;
    const i = index + 1;
    words[at + i]! += weight;
    const parent = i + (i & -i);
    if (parent <= weights.length) words[at + parent]! += words[at + i]!;
  });
  words[at] = sum;
}
