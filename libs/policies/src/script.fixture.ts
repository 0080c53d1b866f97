import { policyOf } from './decide.fixture.js';
import { decide } from './decide.js';
import { type CheckResult, type Decision, type Domain, type DomainState, type HealthEvent, type OverrideKind } from './model.js';
import { emptyState, reduce } from './reduce.js';

/** A domain's targets are called A, B, C … in their order. */
const letterOf = (index: number): string => String.fromCharCode(65 + index);
const placeOf = (letter: string): number => letter.charCodeAt(0) - 65;

/**
 * What happened, one line a moment, times in seconds:
 *
 *     0 fra: A ok, B fail          reports of one agent; `A/1 ok` is the second check of A
 *     5 drain A until 20           an override of a target's address; `*`: of the whole domain
 *     6 release A                  takes it back
 *     7 failback
 *     8 brake from 3 until 60      `brake off` ends it
 *     9 aside fra, ams             suspect vantages; `aside` alone: none
 */
export const played = (domain: Domain, script: readonly string[], before?: DomainState): DomainState =>
  script
    .flatMap((line) => eventsOf(domain, line))
    .reduce(
      (state, [event, now]) => reduce(domain, policyOf(domain.rules.policy), state, event, now),
      before ?? emptyState(domain, 0),
    );

export const decidedAfter = (domain: Domain, script: readonly string[], seconds: number): Decision =>
  decide(domain, policyOf(domain.rules.policy), played(domain, script), seconds * 1000);

/** `A B` where targets are answered, otherwise the source and its targets: `fallback`, `all_targets A B`, `nodata`. */
export function shown(domain: Domain, { source, addresses }: Pick<Decision, 'source' | 'addresses'>): string {
  const names = addresses.map((address) => {
    const index = domain.targets.findIndex(({ ip }) => ip === address);
    return index < 0 ? address : letterOf(index);
  });
  const isFallback = source === 'fallback' && addresses.join() === domain.fallback.join();
  return [...(source === 'targets' ? [] : [source]), ...(isFallback ? [] : names)].join(' ');
}

function eventsOf(domain: Domain, line: string): [HealthEvent, number][] {
  const [, seconds = '', head = '', rest = ''] = /^([\d.]+) (\S+) ?(.*)$/.exec(line) ?? [];
  const now = Number(seconds) * 1000;
  if (head.endsWith(':')) return rest.split(', ').map((word) => [reportOf(head.slice(0, -1), word, now), now]);
  return [[eventOf(domain, head, rest, now), now]];
}

function reportOf(agent: string, word: string, at: number): HealthEvent {
  const [, letter = '', check, result] = /^([A-Z])(?:\/(\d))? (\w+)$/.exec(word) ?? [];
  const reason = result === 'ok' ? null : 'refused';
  return {
    kind: 'report',
    agent,
    target: placeOf(letter),
    check: Number(check ?? 0),
    result: result as CheckResult,
    at,
    latencyMs: null,
    reason,
  };
}

function eventOf(domain: Domain, head: string, rest: string, now: number): HealthEvent {
  const named = (word: string): number | null => {
    const found = new RegExp(String.raw`\b${word} ([\d.]+)`).exec(rest)?.[1];
    return found === undefined ? null : Number(found) * 1000;
  };
  const [letter = ''] = rest.split(' ');
  const ip = domain.targets[placeOf(letter)]?.ip ?? null;
  switch (head) {
    case 'failback':
      return { kind: 'failback' };
    case 'release':
      return { kind: 'release', ip };
    case 'aside':
      return {
        kind: 'aside',
        aside: rest
          .split(', ')
          .filter(Boolean)
          .map((agent) => ({ agent, because: 'suspect vantage', why: 'it lies', until: null })),
      };
    case 'brake': {
      const brake = { from: named('from') ?? now, since: now, until: named('until'), why: 'too many left' };
      return { kind: 'brake', brake: rest === 'off' ? null : brake };
    }
    default: {
      const override = { ip, who: 'ops', why: 'work', since: now, until: named('until') };
      return { kind: 'override', override: { kind: head as OverrideKind, ...override } };
    }
  }
}
