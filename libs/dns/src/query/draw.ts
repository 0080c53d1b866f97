import { type Random } from './random.js';

/**
 * Draws addresses by weight, none of them twice, from what `writeDraw` (table/weights.ts) compiled. The words may be overwritten
 * while they are read: then what is drawn means nothing, but it is still one of the `count` positions, in as few steps.
 */
export class Draw {
  private readonly words: Uint32Array;
  private readonly random: Random;
  /** Laid out like the compiled words: what the addresses drawn so far have in each of them. All 0 between two draws. */
  private readonly taken: Uint32Array;

  /** `room` is the most addresses that a family can have. */
  constructor(words: Uint32Array, room: number, random: Random) {
    this.words = words;
    this.random = random;
    this.taken = new Uint32Array(room + 1);
  }

  /** The position of the next address of the `count` whose words start at `at`. */
  next(at: number, count: number): number {
    const { words, taken } = this;
    let left = this.random(words[at]! - taken[0]!);
    let position = 0;
    for (let step = 1 << (31 - Math.clz32(count)); step > 0; step >>>= 1) {
      const i = position + step;
      if (i > count) continue;
      const weight = words[at + i]! - taken[i]!;
      if (weight > left) continue;
      position = i;
      left -= weight;
    }
    return Math.min(position, count - 1);
  }

  /** Leaves the address at `position` out of the draw until `end`. */
  take(at: number, count: number, position: number): void {
    const { words, taken } = this;
    let weight = words[at + position + 1]!;
    for (let i = position, start = position & (position + 1); i > start; i &= i - 1) weight -= words[at + i]!;
    taken[0]! += weight;
    for (let i = position + 1; i <= count; i += i & -i) taken[i]! += weight;
  }

  /** Ends the draw of some of `count` addresses. */
  end(count: number): void {
    for (let i = 0; i <= count; i++) this.taken[i] = 0;
  }
}
