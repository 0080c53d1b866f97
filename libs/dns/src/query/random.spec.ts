import { describe, expect, it } from 'vitest';
import { misfit } from './chance.fixture.js';
import { randomFrom } from './random.js';

describe('randomFrom', () => {
  it.each([1, 2, 3, 7, 100, 3_750_000])('gives whole numbers below %i, evenly', (below) => {
    const random = randomFrom(5);
    const cells = Math.min(below, 10);
    const counts = new Array<number>(cells).fill(0);
    for (let i = 0; i < 50_000; i++) {
      const number = random(below);
      if (!Number.isInteger(number) || number < 0 || number >= below) throw new Error(`${number} is not below ${below}`);
      counts[Math.floor((number * cells) / below)]!++;
    }
    if (cells > 1) expect(misfit(counts)).toBeLessThan(1);
  });

  it('shows no pattern from one number to the next', () => {
    const random = randomFrom(6);
    const pairs = new Array<number>(25).fill(0);
    for (let i = 0; i < 50_000; i++) pairs[random(5) * 5 + random(5)]!++;
    expect(misfit(pairs)).toBeLessThan(1);
  });

  it('repeats itself for the same seed alone', () => {
    const take = (seed: number) =>
      Array.from(
        { length: 20 },
        (
          (random) => () =>
            random(1000)
        )(randomFrom(seed)),
      );
    expect(take(1)).toEqual(take(1));
    expect(take(1)).not.toEqual(take(2));
    expect(take(2 ** 31 + 0.5)).toEqual(take(-(2 ** 31)));
  });
});
