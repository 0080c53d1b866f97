import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MasterClock } from './master-clock.js';

/** What is believed about theirs minus ours after each reading: `[theirs, sent, received]`. */
function believed(...readings: [number, number, number][]): number[] {
  const clock = new MasterClock();
  return readings.map((reading) => {
    clock.seen(...reading);
    return -clock.localOf(0)!;
  });
}

it('knows nothing before it was seen', () => expect(new MasterClock().localOf(1000)).toBeNull());

it.each([
  ['takes the first for half a round trip old', [[5000, 100, 300]], [4800]],
  [
    'is moved by no reading that agrees',
    [
      [5000, 100, 300],
      [15_000, 10_000, 11_000],
    ],
    [4800, 4800],
  ],
  [
    'moves as far as a better one contradicts it',
    [
      [5000, 100, 300],
      [14_900, 10_000, 10_020],
    ],
    [4800, 4880],
  ],
  [
    'and back',
    [
      [5000, 100, 300],
      [14_700, 10_000, 10_020],
    ],
    [4800, 4700],
  ],
  [
    'follows a master that began anew',
    [
      [5000, 100, 300],
      [40, 10_000, 10_020],
    ],
    [4800, -9960],
  ],
] as [string, [number, number, number][], number[]][])('%s', (_what, readings, expected) =>
  expect(believed(...readings)).toEqual(expected),
);

it('is never wrong by more than the quickest round trip took', () => {
  const trip = fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }));
  fc.assert(
    fc.property(fc.array(trip, { minLength: 1, maxLength: 10 }), fc.integer(), (trips, truth) => {
      const readings = trips.map(([there, back], n): [number, number, number] => {
        const sent = n * 20_000;
        return [sent + there + truth, sent, sent + there + back];
      });
      const quickest = Math.min(...trips.map(([there, back]) => there + back));
      expect(Math.abs(believed(...readings).at(-1)! - truth)).toBeLessThanOrEqual(quickest + 1e-6);
    }),
  );
});
