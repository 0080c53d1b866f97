import { type DomainConfig } from '../config/master-config.js';
import { type AgentRecord } from './agents.js';
import { type DomainStates } from './domain-states.js';

/** Domains that are looked at before others may have the thread. */
const DOMAINS_AT_ONCE = 2000;

/** How long an agent may be silent, and how many targets it speaks about. */
export interface Duty {
  /** The longest `timeout_sec` and grace of the domains that it votes on. */
  timeoutMs: number;
  graceMs: number;
  targets: number;
}

export interface Duties {
  /** For agents without a vote: the longest of all domains. */
  others: Duty;
  byAgent: ReadonlyMap<string, Duty>;
}

/** Goes through every vote there is. */
export async function dutiesOf(domains: Iterable<DomainConfig>, states: Pick<DomainStates, 'stateOf'>): Promise<Duties> {
  const others = { timeoutMs: 0, graceMs: 0, targets: 0 };
  const byAgent = new Map<string, Duty>();
  let looked = 0;
  for (const domain of domains) {
    stretch(others, domain);
    for (const { agent } of states.stateOf(domain).votes.flat()) {
      const duty = byAgent.get(agent) ?? { timeoutMs: 0, graceMs: 0, targets: 0 };
      stretch(duty, domain);
      duty.targets++;
      byAgent.set(agent, duty);
    }
    if (++looked % DOMAINS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return { others, byAgent };
}

function stretch(duty: Duty, { rules }: DomainConfig): void {
  duty.timeoutMs = Math.max(duty.timeoutMs, rules.timeoutMs);
  duty.graceMs = Math.max(duty.graceMs, rules.agentGraceMs);
}

export type AgentState = 'active' | 'suspect' | 'lost' | 'unseen';

/**
 *     unseen ── anything comes ──▶ active ── silent for the timeout ──▶ suspect ── for the grace ──▶ lost
 *                                    ▲───────────────────── anything comes ─────────────────────────┘
 *
 * A grace that is shorter than the timeout is as long as the timeout.
 */
export function agentState({ seenAt }: Pick<AgentRecord, 'seenAt'>, duty: Omit<Duty, 'targets'>, now: number): AgentState {
  if (seenAt === null) return 'unseen';
  if (now < seenAt + duty.timeoutMs) return 'active';
  return now < seenAt + duty.graceMs ? 'suspect' : 'lost';
}
