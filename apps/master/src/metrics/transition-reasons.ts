import { type Decision } from '@failover-dns/policies';
import { type Standing } from '../health/standing.js';

type Turn = readonly [from: string, to: string];

const turns = (decision: Decision, { verdicts }: Standing): Turn[] =>
  decision.targets.flatMap(({ verdict }, index): Turn[] => {
    const from = verdicts[index] ?? 'unknown';
    return from === verdict ? [] : [[from, verdict]];
  });

/** Why a domain's answer or state changed, the first that fits; one row a word. */
export const TRANSITION_REASONS: readonly { reason: string; fits: (decision: Decision, previous: Standing) => boolean }[] = [
  { reason: 'brake', fits: ({ targets }) => targets.some(({ held }) => held === 'brake') },
  { reason: 'operator', fits: ({ targets }, { services }) => targets.some(({ service }, index) => service !== services[index]) },
  { reason: 'target_down', fits: (decision, previous) => turns(decision, previous).some(([, to]) => to === 'down') },
  { reason: 'target_silent', fits: (decision, previous) => turns(decision, previous).some(([, to]) => to === 'unknown') },
  { reason: 'target_up', fits: (decision, previous) => turns(decision, previous).length > 0 },
  { reason: 'selection', fits: ({ addresses }, previous) => addresses.join() !== previous.addresses.join() },
  { reason: 'other', fits: () => true },
];

export const transitionReason = (decision: Decision, previous: Standing): string =>
  TRANSITION_REASONS.find(({ fits }) => fits(decision, previous))?.reason ?? 'other';
