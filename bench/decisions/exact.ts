import { type Chain } from './chain.ts';
import { INTERVAL_MS, phasesOf, type Semantics } from './semantics.ts';

export const YEAR_MS = 365 * 24 * 3_600_000;

/** One vantage in the long run, target up, tick by tick of its interval. */
interface LongRun {
  tickMs: number;
  /** For each tick of the interval: the chance that its probe turns the vantage from up to down. */
  falls: number[];
  /** For each tick: the chance that the vantage says down after it. */
  down: number[];
}

/**
 * The stationary distribution of one vantage's chart under a given loss. At its first tick in an interval it looks; at the others only
 * while it is unsettled. Nothing but positive numbers is added and multiplied, so that the rarest chance keeps its digits.
 */
export function longRun(chain: Chain, loss: number, fastMs: number | null, intervalMs = INTERVAL_MS): LongRun {
  const tickMs = fastMs ?? intervalMs;
  const ticks = intervalMs / tickMs;
  if (!Number.isInteger(ticks)) throw new RangeError('the fast interval must divide the interval');
  let chance = chain.up.map((_up, state): number => (state === chain.start ? 1 : 0));
  for (let round = 0; round < 1_000_000; round++) {
    const before = chance;
    const after: LongRun = { tickMs, falls: [], down: [] };
    for (let tick = 0; tick < ticks; tick++) {
      const step = look(chain, chance, loss, tick === 0);
      chance = step.chance;
      after.falls.push(step.falls);
      after.down.push(chance.reduce((sum, p, state) => sum + (chain.up[state] ? 0 : p), 0));
    }
    if (chance.every((p, state) => Math.abs(p - (before[state] ?? 0)) <= 1e-13 * p)) return after;
  }
  throw new Error('the chart does not settle');
}

function look(chain: Chain, chance: readonly number[], loss: number, all: boolean): { chance: number[]; falls: number } {
  const next = chance.map(() => 0);
  let falls = 0;
  const add = (state: number | undefined, p: number): void => {
    if (state !== undefined) next[state] = (next[state] ?? 0) + p;
  };
  chance.forEach((p, state) => {
    if (p === 0) return;
    if (!all && !chain.unsettled[state]) return add(state, p);
    const failed = chain.fail[state];
    add(chain.ok[state], p * (1 - loss));
    add(failed, p * loss);
    if (chain.up[state] && failed !== undefined && !chain.up[failed]) falls += p * loss;
  });
  return { chance: next, falls };
}

/**
 * False failovers per target-year: over every agent i and tick t of an interval, the chance that i falls at t, times the chance that of
 * the others exactly `needed − 1` say up at that moment, so that the fall turns the verdict. `cutOff`: agents that call everything down.
 */
export function falseFailovers(
  { chain, agents, needed, recheck }: Pick<Semantics, 'chain' | 'agents' | 'needed' | 'recheck'>,
  loss: number,
  phases: readonly number[] = phasesOf(agents),
  cutOff = 0,
): number {
  const one = longRun(chain, loss, recheck?.fastMs ?? null);
  const heard = phases.slice(cutOff);
  let perInterval = 0;
  heard.forEach((phase, agent) =>
    one.falls.forEach((falls, tick) => {
      const at = phase + tick * one.tickMs;
      const others = heard.flatMap((otherPhase, other) =>
        other === agent ? [] : [1 - downAt(one, at - otherPhase, other < agent)],
      );
      perInterval += falls * exactly(needed - 1, others);
    }),
  );
  return (perInterval * YEAR_MS) / INTERVAL_MS;
}

/** The same of one vantage that looks every `intervalMs`. */
export const falseFailoversOfOne = (chain: Chain, loss: number, fastMs: number, intervalMs: number): number =>
  (longRun(chain, loss, fastMs, intervalMs).falls.reduce((sum, p) => sum + p, 0) * YEAR_MS) / intervalMs;

/** The chance of down, `since` after the agent's phase; a tick at that very moment counts if the agent is asked first. */
function downAt({ tickMs, down }: LongRun, since: number, first: boolean): number {
  const tick = Math.floor(since / tickMs);
  const last = since % tickMs === 0 && !first ? tick - 1 : tick;
  return down[((last % down.length) + down.length) % down.length] ?? 0;
}

/** The chance that exactly `count` of independent events happen. */
export function exactly(count: number, chances: readonly number[]): number {
  let of = [1];
  for (const p of chances)
    of = [...of, 0].map((stay, happened) => stay * (1 - p) + (happened === 0 ? 0 : (of[happened - 1] ?? 0) * p));
  return of[count] ?? 0;
}
