import {
  type SimulatedAnswerDto,
  type SimulatedDomainDto,
  type SimulateRequestDto,
  type SimulationDto,
} from '@failover-dns/contracts';
import { type AnswerSource, type Decision, DOMAIN_STATES, drawOf } from '@failover-dns/policies';
import { type WhatIfOutcome, type WhatIfResult } from '../health/simulation.js';

const NONE: ReadonlySet<string> = new Set();
/** Domains that are named though they stay as they are. */
const MOST_WEAKER = 100;

export function simulationView(
  { results, brake }: WhatIfOutcome,
  lost: ReadonlySet<string>,
  { all, limit }: Pick<SimulateRequestDto, 'all' | 'limit'>,
): SimulationDto {
  const changed = results.filter((result) => result.changed);
  const weaker = results.filter((result) => !result.changed && isWeaker(result, lost));
  const shown = [...(all === true ? results : changed)].sort(worstFirst).slice(0, limit ?? undefined);
  return {
    looked_at: results.length,
    changed: changed.length,
    other_answers: changed.filter(answersOtherwise).length,
    to_fallback: changed.filter(losesTargets).length,
    unchanged_weaker: weaker.length,
    unchanged: results.length - changed.length - weaker.length,
    brake: brake?.why ?? null,
    weaker: weaker.slice(0, MOST_WEAKER).map(({ domain }) => domain),
    domains: shown.map((result) => simulatedView(result, lost)),
  };
}

export function simulatedView(result: WhatIfResult, lost = NONE): SimulatedDomainDto {
  const { domain, changed, now, then } = result;
  const [before, after] = [now?.addresses ?? [], then?.addresses ?? []];
  return {
    domain,
    changed,
    now: now && answerView(now),
    then: then && answerView(then),
    added: after.filter((address) => !before.includes(address)),
    removed: before.filter((address) => !after.includes(address)),
    weaker: !changed && isWeaker(result, lost),
  };
}

const answersOtherwise = ({ now, then }: WhatIfResult): boolean =>
  now?.ttl !== then?.ttl ||
  (now === null ? '' : drawOf(now)) !== (then === null ? '' : drawOf(then)) ||
  [...(now?.addresses ?? [])].sort().join() !== [...(then?.addresses ?? [])].sort().join();

const WITHOUT_TARGETS: readonly (AnswerSource | undefined)[] = ['fallback', 'nodata', 'servfail'];

/** No target is answered then, and some are now. */
const losesTargets = ({ now, then }: WhatIfResult): boolean =>
  WITHOUT_TARGETS.includes(then?.source) && !WITHOUT_TARGETS.includes(now?.source);

/** Has a target fewer votes that say up? Those of agents that are lost are gone sooner or later. */
function isWeaker({ now, then }: WhatIfResult, lost: ReadonlySet<string>): boolean {
  if (now === null || then === null) return false;
  return now.targets.some((target, index) => votesUp(then.targets[index], lost) < votesUp(target, NONE));
}

const votesUp = (target: Decision['targets'][number] | undefined, lost: ReadonlySet<string>): number =>
  target?.votes.filter(({ agent, value, aside }) => value === 'up' && aside === null && !lost.has(agent)).length ?? 0;

/** What users would notice most comes first: domains that go, then by the state then, and within one those that were not in it. */
export function worstFirst(one: WhatIfResult, other: WhatIfResult): number {
  if (one.changed !== other.changed) return one.changed ? -1 : 1;
  return rank(one) - rank(other) || (one.domain < other.domain ? -1 : 1);
}

function rank({ now, then }: WhatIfResult): number {
  if (then === null) return -1;
  return DOMAIN_STATES.indexOf(then.state) + (now === null || now.state === then.state ? 0.5 : 0);
}

const answerView = ({ state, addresses, weights, maxAnswers, source, ttl, reason }: Decision): SimulatedAnswerDto => ({
  state,
  addresses: [...addresses],
  weights: weights && [...weights],
  max_answers: maxAnswers,
  source,
  ttl,
  reason,
});
