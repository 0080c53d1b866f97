import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoundInput, failoverBound } from './bound.js';

const usual: BoundInput = {
  intervalMs: 10_000,
  checkTimeoutMs: 2000,
  fastIntervalMs: null,
  fall: 1,
  ttlMs: 5000,
};

describe('failoverBound', () => {
  it.each<[string, Partial<BoundInput>, number, number]>([
    ['one check', {}, 12_300, 17_300],
    ['one check, sent by itself', { reportMs: 0 }, 12_100, 17_100],
    ['three checks', { fall: 3 }, 32_300, 37_300],
    ['three checks, the later ones fast', { fall: 3, fastIntervalMs: 3000 }, 18_300, 23_300],
    ['fast, yet no faster than a check that waits', { fall: 3, fastIntervalMs: 1000 }, 16_300, 21_300],
    ['a fast interval above the interval is none', { fall: 3, fastIntervalMs: 60_000 }, 32_300, 37_300],
    ['a timeout above the interval', { fall: 2, checkTimeoutMs: 15_000 }, 45_300, 50_300],
  ])('%s', (_title, change, detectMs, totalMs) => {
    expect(failoverBound({ ...usual, ...change })).toMatchObject({ detectMs, totalMs });
  });

  it('sums its parts', () => {
    const { firstLookMs, confirmMs, checkMs, reportMs, decisionMs, detectMs, ttlMs, totalMs } = failoverBound(usual);
    expect(firstLookMs + confirmMs + checkMs + reportMs + decisionMs).toBe(detectMs);
    expect(detectMs + ttlMs).toBe(totalMs);
  });
});

/** Who looks. The formula knows nothing of it. */
interface Agents {
  agents: number;
  /** Votes that keep the target up. */
  needed: number;
  /** Are their checks spread evenly over the interval? */
  phased: boolean;
}

/** Chance, or the worst that can happen. Numbers in [0, 1]. */
interface Fate {
  phase(agent: number): number;
  duration(begin: number): number;
  delay(): number;
  keepsGrid: boolean;
}

/**
 * When the master decides, after a target died at 0: agents begin checks on a grid, one at a time, and look again sooner after a first
 * failure. Knows nothing of the formula.
 */
function simulate(
  { intervalMs, checkTimeoutMs, fastIntervalMs, fall, agents, needed, phased }: BoundInput & Agents,
  fate: Fate,
): number {
  const heard = Array.from({ length: agents }, (_, agent) => {
    const phase = phased ? (fate.phase(0) + agent / agents) % 1 : fate.phase(agent);
    let grid = -phase * intervalMs - 20 * Math.ceil(1 + checkTimeoutMs / intervalMs) * intervalMs;
    let begin = grid;
    for (let failures = 0; ;) {
      const end = begin + fate.duration(begin) * checkTimeoutMs;
      if (begin >= 0) failures++;
      if (failures === fall) return end + fate.delay() * 200;
      while (grid <= begin) grid += intervalMs;
      const fast = fastIntervalMs !== null && failures > 0 ? begin + fastIntervalMs : Infinity;
      const wanted = fate.keepsGrid || fast === Infinity ? Math.min(grid, fast) : fast;
      begin = Math.max(wanted, end);
    }
  });
  return heard.sort((a, b) => a - b)[agents - needed]! + fate.delay() * 100;
}

const inputs = fc
  .record({
    intervalMs: fc.integer({ min: 100, max: 60_000 }),
    timeout: fc.double({ min: 0.01, max: 3, noNaN: true }),
    fast: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true })),
    fall: fc.integer({ min: 1, max: 6 }),
    agents: fc.integer({ min: 1, max: 7 }),
    share: fc.double({ min: 0, max: 0.999, noNaN: true }),
    phased: fc.boolean(),
  })
  .map(({ intervalMs, timeout, fast, fall, agents, share, phased }): BoundInput & Agents => ({
    ...usual,
    intervalMs,
    checkTimeoutMs: timeout * intervalMs,
    fastIntervalMs: fast === null ? null : fast * intervalMs,
    fall,
    agents,
    needed: 1 + Math.floor(share * agents),
    phased,
  }));

/** Milliseconds: rounding of the sums. */
const NOTHING = 0.001;
/** Of an interval. */
const JUST = 1e-9;

describe('a simulated failure', () => {
  it('is never detected later than the bound says', () => {
    const chances = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }));
    const property = fc.property(inputs, chances, fc.boolean(), (input, chance, keepsGrid) => {
      const draw = () => chance.next().value as number;
      const phases = Array.from({ length: input.agents }, draw);
      const fate: Fate = { phase: (agent) => phases[agent]!, duration: draw, delay: draw, keepsGrid };
      expect(simulate(input, fate)).toBeLessThanOrEqual(failoverBound(input).detectMs + NOTHING);
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it('can be detected as late as the bound says', () => {
    const property = fc.property(inputs, (input) => {
      // Each has just begun a check when the target dies; that one and those that follow take as long as they may.
      const duration = (begin: number) => (begin < -input.intervalMs / 2 ? 0 : 1);
      const worst: Fate = { phase: () => JUST, duration, delay: () => 1, keepsGrid: false };
      expect(simulate({ ...input, phased: false }, worst)).toBeGreaterThan(failoverBound(input).detectMs - NOTHING);
    });
    fc.assert(property, { numRuns: 3000 });
  });
});
