/** Where an agent stands among those that check a target. */
export interface Place {
  index: number;
  /** How many they are. */
  of: number;
}

/**
 * When the agent at this place begins its checks, in milliseconds of an interval: the agents of a check stand evenly over it. Where
 * the first one stands hangs on what is checked, so that an agent of many targets has its work spread as well.
 */
export function phaseMs(check: string, { index, of }: Place, intervalMs: number): number {
  const first = (fnv1a(check) / 2 ** 32) * intervalMs;
  return Math.round(first + (intervalMs * index) / of) % intervalMs;
}

/** FNV-1a, 32 bits: the same for every master and at every start. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
