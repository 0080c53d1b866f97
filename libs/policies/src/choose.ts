import { type AnswerSource, type Decision, type Domain, type DomainState, type Target } from './model.js';
import { type Candidate } from './select/selector.js';
import { SELECTORS } from './select/selectors.js';
import { settledAt, type Standing, standingsOf } from './service.js';

/** What is answered, and why. */
export interface Choice extends Pick<Decision, 'addresses' | 'weights' | 'maxAnswers' | 'source' | 'cause' | 'tier'> {
  /** For each target, in their order. */
  standings: readonly Standing[];
  because: string;
  /** When the selection changes by itself; Infinity: never. */
  until: number;
}

type Answer = Omit<Choice, 'standings'>;

/** The addresses that are answered while verdicts and overrides are as they are. */
export function choose(domain: Domain, state: DomainState, now: number): Choice {
  const standings = standingsOf(domain, state, now);
  return { standings, ...answerOf(domain, state, standings, now) };
}

function answerOf(domain: Domain, state: DomainState, standings: readonly Standing[], now: number): Answer {
  const { rules } = domain;
  const { up, drained } = candidates(domain, state, standings);
  const healthy = new Set(up.map(({ target }) => target.ip)).size;
  if (healthy === 0) return allDown(domain, state, standings);
  if (healthy < rules.minHealthy) {
    const why = `only ${healthy} up, fewer than min_healthy ${rules.minHealthy}`;
    const everywhere = rules.panic === 'all' ? inService(domain, standings, drained) : [];
    if (everywhere.length > 0) return answer(domain, everywhere, 'all_targets', 'panic', `${why}, so every target in service`);
    return fallback(domain, 'panic', why);
  }
  const { targets, because, tier, until } = SELECTORS[rules.select](up, state.tier, rules, now);
  return { ...answer(domain, targets, 'targets', 'up', because), tier, until };
}

interface Candidates {
  up: readonly Candidate[];
  /** They are drained: nothing else is up. */
  drained: boolean;
}

/**
 * The targets whose address is up: one that is drained only if no other is. An address with several ports is up when each is, and
 * back when the last of them is.
 */
function candidates(domain: Domain, state: DomainState, standings: readonly Standing[]): Candidates {
  const out = new Set<string>();
  const backAt = new Map<string, number>();
  domain.targets.forEach(({ ip, disabled }, index) => {
    if (disabled) return;
    if (!standings[index]?.inForce) out.add(ip);
    const at = standings[index]?.service === 'forced_up' ? null : settledAt(state, index).backAt;
    if (at !== null) backAt.set(ip, Math.max(at, backAt.get(ip) ?? at));
  });
  const up = domain.targets.flatMap((target, index) =>
    target.disabled || out.has(target.ip)
      ? []
      : [{ target, backAt: backAt.get(target.ip) ?? null, drained: standings[index]?.service === 'drain' }],
  );
  const wanted = up.filter(({ drained }) => !drained);
  return wanted.length > 0 ? { up: wanted, drained: false } : { up, drained: true };
}

function allDown(domain: Domain, state: DomainState, standings: readonly Standing[]): Answer {
  const left = inService(domain, standings, true);
  const why = left.length > 0 || domain.targets.length === 0 ? 'no target is up' : 'no target is in service';
  switch (domain.rules.allDown) {
    case 'servfail':
      return { ...nothing, source: 'servfail', cause: 'all_down', because: `${why}, so SERVFAIL` };
    case 'nodata':
      return { ...nothing, source: 'nodata', cause: 'all_down', because: `${why}, so no address` };
    case 'all':
      return left.length > 0
        ? answer(domain, left, 'all_targets', 'all_down', `${why}, so every target in service`)
        : fallback(domain, 'all_down', why);
    case 'last_good': {
      const last = left.filter((target) => state.lastGood.includes(target.ip));
      return last.length > 0
        ? answer(domain, last, 'last_good', 'all_down', `${why}, so what was last answered`)
        : fallback(domain, 'all_down', why);
    }
    case 'fallback':
      return fallback(domain, 'all_down', why);
  }
}

/** Every target that neither the config nor an operator took out; `drained`: those too that are kept for when nothing else is up. */
const inService = (domain: Domain, standings: readonly Standing[], drained: boolean): Target[] =>
  domain.targets.filter((_target, index) => {
    const service = standings[index]?.service;
    return service === 'in' || service === 'forced_up' || (drained && service === 'drain');
  });

const nothing = { addresses: [], weights: null, maxAnswers: null, tier: null, until: Number.POSITIVE_INFINITY };

function fallback(domain: Domain, cause: Answer['cause'], why: string): Answer {
  const { fallback: addresses } = domain;
  if (addresses.length === 0) return { ...nothing, source: 'nodata', cause, because: `${why}, and there is no fallback` };
  return { ...nothing, addresses, source: 'fallback', cause, because: `${why}, so the fallback addresses` };
}

function answer(
  domain: Domain,
  targets: readonly Target[],
  source: AnswerSource,
  cause: Answer['cause'],
  because: string,
): Answer {
  const weightOf = new Map<string, number>();
  for (const target of targets) if (!weightOf.has(target.ip)) weightOf.set(target.ip, target.weight);
  const { select, maxAnswers } = domain.rules;
  return {
    addresses: [...weightOf.keys()],
    weights: select === 'weighted' ? drawn([...weightOf.values()], source) : null,
    maxAnswers,
    source,
    cause,
    tier: null,
    because,
    until: Number.POSITIVE_INFINITY,
  };
}

/** Where every target is answered, one of weight 0 may be the only one that lives: it is drawn like the lightest of the others. */
function drawn(weights: readonly number[], source: AnswerSource): readonly number[] {
  if (source !== 'all_targets') return weights;
  const lightest = Math.min(...weights.filter((weight) => weight > 0));
  return weights.map((weight) => (weight > 0 || lightest === Number.POSITIVE_INFINITY ? weight : lightest));
}
