/** How long a joined task waits at most for its first probe. */
const SOON_MS = 1000;

/** Timers may fire a little early; a grid point this near counts as reached. */
const EARLY_MS = 20;

/** Delay of the first probe: soon, yet not all at once. `random` is in [0, 1). */
export const firstDelay = (intervalMs: number, random: number) => random * Math.min(SOON_MS, intervalMs);

export const isReached = (due: number, intervalMs: number, now: number) => due - now <= Math.min(EARLY_MS, intervalMs / 10);

/**
 * The grid point after `due`, on a fixed rate. When probes took so long that several passed, the last of those: it is due at once,
 * so a check whose timeout exceeds its interval follows itself without a pause and without piling up.
 */
export const nextDue = (due: number, intervalMs: number, now: number) =>
  due + intervalMs * Math.max(1, Math.floor((now - due) / intervalMs));
