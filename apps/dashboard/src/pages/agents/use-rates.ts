import { useRef } from 'preact/hooks';
import type { Agent } from '../../api/types.js';

const LEAST_MS = 4000;

/** Results a second of each agent, from what was read before and now. */
export function useRates(agents: readonly Agent[]): ReadonlyMap<string, number> {
  const kept = useRef<{ at: number; agents: readonly Agent[]; rates: Map<string, number> }>(undefined);
  const at = performance.now();
  const before = kept.current;
  if (before === undefined) {
    kept.current = { at, agents, rates: new Map() };
    return kept.current.rates;
  }
  if (agents === before.agents || at - before.at < LEAST_MS) return before.rates;
  const counts = new Map(before.agents.map(({ id, reports }) => [id, reports]));
  const rates = new Map(
    agents.flatMap(({ id, reports }): [string, number][] => {
      const count = counts.get(id);
      return count === undefined || reports < count ? [] : [[id, ((reports - count) * 1000) / (at - before.at)]];
    }),
  );
  kept.current = { at, agents, rates };
  return rates;
}
