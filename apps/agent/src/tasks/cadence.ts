/** How long a joined task waits at most for its first probe. */
const SOON_MS = 1000;

/** Timers may fire a little early; a grid point this near counts as reached. */
const EARLY_MS = 20;

/** Part of the interval by which a grid may move from one point to the next: looks never lie much further apart than they should. */
const MOVE = 0.1;

/** Delay of the first probe: soon, yet not all at once. `random` is in [0, 1). */
export const firstDelay = (intervalMs: number, random: number) => random * Math.min(SOON_MS, intervalMs);

export const isReached = (due: number, intervalMs: number, now: number) => due - now <= Math.min(EARLY_MS, intervalMs / 10);

/**
 * The grid point after `due`, on a fixed rate. When probes took so long that several passed, the last of those: it is due at once,
 * so a check whose timeout exceeds its interval follows itself without a pause and without piling up.
 */
export const nextDue = (due: number, intervalMs: number, now: number) =>
  due + intervalMs * Math.max(1, Math.floor((now - due) / intervalMs));

/** The first moment from `now` on that lies on a grid with a point at `anchor`. */
export const firstDue = (anchor: number, intervalMs: number, now: number) => now + modulo(anchor - now, intervalMs);

/** `due`, moved a step the shorter way towards a grid with a point at `anchor`. */
export function towards(due: number, anchor: number, intervalMs: number): number {
  const ahead = modulo(anchor - due, intervalMs);
  const way = ahead > intervalMs / 2 ? ahead - intervalMs : ahead;
  const most = intervalMs * MOVE;
  return due + Math.min(most, Math.max(-most, way));
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;
