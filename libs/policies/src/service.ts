import { type Domain, type DomainState, type Override, type Service, type Settled, type Target } from './model.js';

/** What operators and the config make of a target. */
export interface Standing {
  service: Service;
  /** The override that makes it so; null: none does. */
  override: Override | null;
  /** Counts as up. */
  inForce: boolean;
}

const SERVICE_OF = {
  maintenance: 'maintenance',
  force_up: 'forced_up',
  force_down: 'forced_down',
  drain: 'drain',
} as const satisfies Record<Override['kind'], Service>;

/** Whose word counts first. */
const RANK: Record<Override['kind'], number> = { maintenance: 0, force_up: 1, force_down: 1, drain: 2 };

/**
 * Highest first: disabled and maintenance leave it out, forced up or down is as it says, drain keeps it for when nothing else is up.
 * Among overrides of one rank, the one of the address beats the one of the whole domain.
 */
export function standingOf(
  target: Target,
  settled: Settled,
  state: Pick<DomainState, 'overrides' | 'brake'>,
  now: number,
): Standing {
  if (target.disabled) return { service: 'disabled', override: null, inForce: false };
  const override = overrideOf(target, state.overrides, now);
  const service = override === null ? 'in' : SERVICE_OF[override.kind];
  if (service === 'forced_up') return { service, override, inForce: true };
  if (service === 'maintenance' || service === 'forced_down') return { service, override, inForce: false };
  return { service, override, inForce: settled.value === 'up' || isBraked(settled, state.brake, now) };
}

function overrideOf(target: Target, overrides: readonly Override[], now: number): Override | null {
  let best: Override | null = null;
  for (const override of overrides) {
    if (override.ip !== null && override.ip !== target.ip) continue;
    if (override.until !== null && now >= override.until) continue;
    if (best === null || RANK[override.kind] < RANK[best.kind]) best = override;
    else if (RANK[override.kind] === RANK[best.kind] && best.ip === null) best = override;
  }
  return best;
}

/** It left service while the brake is on, or in the window before. */
export const isBraked = (settled: Settled, brake: DomainState['brake'], now: number): boolean =>
  brake !== null &&
  settled.value !== 'up' &&
  settled.leftAt !== null &&
  settled.leftAt >= brake.from &&
  (brake.until === null || now < brake.until);

export const standingsOf = (domain: Domain, state: DomainState, now: number): Standing[] =>
  domain.targets.map((target, index) => standingOf(target, settledAt(state, index), state, now));

export function settledAt(state: Pick<DomainState, 'settled'>, index: number): Settled {
  const settled = state.settled[index];
  if (settled === undefined) throw new Error(`the state knows no target ${index}`);
  return settled;
}
