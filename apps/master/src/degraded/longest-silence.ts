import { type MasterConfig } from '../config/master-config.js';

interface Silence {
  timeoutMs: number;
  graceMs: number;
}

const known = new WeakMap<MasterConfig, Silence>();

/** How long an agent may be silent: the longest timeout and grace of all domains. Counted once for each config. */
export function longestSilence(config: MasterConfig): Silence {
  const counted = known.get(config);
  if (counted !== undefined) return counted;
  const longest = { timeoutMs: 0, graceMs: 0 };
  for (const { rules } of config.domains.values()) {
    longest.timeoutMs = Math.max(longest.timeoutMs, rules.timeoutMs);
    longest.graceMs = Math.max(longest.graceMs, rules.agentGraceMs);
  }
  known.set(config, longest);
  return longest;
}
