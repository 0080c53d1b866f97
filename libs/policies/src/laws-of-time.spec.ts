import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { policyOf } from './decide.fixture.js';
import { decide } from './decide.js';
import { advanced, AGENTS, domain, domainOf, history, law, rules, steps, stepped } from './laws.fixture.js';
import { type Decision, type Domain, type DomainState, type HealthEvent, type Rules, type VerdictValue } from './model.js';
import { advance, emptyState, reduce } from './reduce.js';
import { longest, tally } from './verdict.js';

const decided = (some: Domain, state: DomainState, now: number): Decision =>
  decide(some, policyOf(some.rules.policy), state, now);
const hold = rules.map((some): Rules => ({ ...some, onSilence: 'hold', coldStart: 'fallback' }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const verdicts = (state: DomainState): VerdictValue[] => state.settled.map(({ value }) => value);

/** What DNS and operators see, without the words that tell ages. */
const seen = ({ addresses, weights, source, ttl, state, tier, tags, targets }: Decision) => ({
  addresses,
  weights,
  source,
  ttl,
  state,
  tier,
  tags,
  targets: targets.map(({ verdict, held, service, inForce, answered, tally: counted }) => ({
    verdict,
    held,
    service,
    inForce,
    answered,
    counted,
  })),
});

describe('laws of silence', () => {
  /** For each agent and target what it says; null: it does not check it. */
  const ballot = fc.array(fc.constantFrom('ok' as const, 'fail' as const, null), { minLength: 25, maxLength: 25 });

  law(
    'under hold the silence of any set of agents changes nothing before the grace ends',
    fc.property(hold, ballot, fc.subarray(AGENTS), share, (some, said, silent, part) => {
      const held = domainOf(some);
      const all = AGENTS.flatMap((agent, index) =>
        held.targets.flatMap(({ checks }, target) => {
          const result = said[5 * index + target];
          return result
            ? Array.from({ length: checks }, (_, check) => ({ kind: 'report', target, check, agent, result }) as const)
            : [];
        }),
      );
      const tell = (state: DomainState, events: typeof all, now: number): DomainState =>
        events.reduce((before, event) => stepped(held, before, { ...event, at: now, latencyMs: null, reason: null }, now), state);
      let state = tell(emptyState(held, 0), all, 0);
      const before = decided(held, state, 0);
      const end = part * longest(some) * 0.999;
      const others = all.filter(({ agent }) => !silent.includes(agent));
      for (let now = 0; now < end; now += some.timeoutMs / 2) state = tell(state, others, now);
      const after = decided(held, state, end);
      expect(after.targets.map(({ verdict }) => verdict)).toEqual(before.targets.map(({ verdict }) => verdict));
      if (typeof some.failback === 'string') expect(after.addresses).toEqual(before.addresses);
    }),
  );

  // "Silence alone": of those that still speak one says down. When the last others are lost, its word decides.
  law(
    'silence alone never takes a target down: nothing turns down without a fresh vote that says so',
    fc.property(domain, steps, (some, list) => {
      const check = (before: DomainState, after: DomainState, now: number): void =>
        verdicts(after).forEach((value, index) => {
          if (value !== 'down' || before.settled[index]?.value === 'down') return;
          const counted = tally(policyOf(some.rules.policy), after.votes[index] ?? [], now, some.rules, after.aside);
          expect(counted.down).toBeGreaterThan(0);
        });
      const { state } = history(some, list, 0, check);
      advanced(some, state, 1e9, check);
    }),
  );

  // And one timeout longer for what stands from the start without any evidence (`cold_start: serve_all`, a snapshot).
  law(
    'silence never keeps a target up longer than twice the grace after its last vote up',
    fc.property(domain, steps, (some, list) => {
      const start = some.rules.coldStart === 'serve_all' ? some.rules.timeoutMs : 0;
      const lastUp = some.targets.map(() => start);
      const bound = some.rules.onSilence === 'hold' ? 2 * longest(some.rules) : some.rules.timeoutMs;
      const check = (before: DomainState, after: DomainState, now: number): void => {
        before.settled.forEach(({ value }, index) => {
          if (value === 'up') expect(now).toBeLessThanOrEqual((lastUp[index] ?? 0) + bound);
        });
        after.votes.forEach((votes, index) => {
          for (const { value, at } of votes) if (value === 'up') lastUp[index] = Math.max(lastUp[index] ?? 0, at);
        });
      };
      const { state } = history(some, list, 0, check);
      expect(verdicts(advanced(some, state, 1e9, check))).toEqual(some.targets.map(() => 'unknown'));
    }),
  );

  law(
    'under fallback only fresh votes count: once all are stale, nothing is up',
    fc.property(domain, steps, (some, list) => {
      fc.pre(some.rules.onSilence === 'fallback');
      const { state, now } = history(some, list);
      expect(new Set(verdicts(advanced(some, state, now + some.rules.timeoutMs)))).toEqual(new Set(['unknown']));
    }),
  );
});

describe('laws of time', () => {
  /** Clocks that a master may show: at its start, after months, and where a double has few digits left. */
  const start = fc.constantFrom(0, 0.1, 1e7 + 1 / 3, 1e10 + 0.7, 4e15);

  law(
    'nothing changes before holdsUntil',
    fc.property(domain, steps, start, share, (some, list, from, part) => {
      const { state, now } = history(some, list, from);
      const decision = decided(some, state, now);
      const { holdsUntil } = decision;
      expect(holdsUntil ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now);
      const moment =
        holdsUntil === null ? now + 1e9 * part : Math.max(now, Math.min(now + (holdsUntil - now) * part, holdsUntil - 1));
      expect(seen(decided(some, state, moment))).toEqual(seen(decision));
    }),
  );

  law(
    'looking in between changes nothing',
    fc.property(domain, steps, start, fc.nat(900_000), share, share, (some, list, from, later, one, other) => {
      const { state, now } = history(some, list, from);
      const policy = policyOf(some.rules.policy);
      const [first = now, second = now] = [now + later * one, now + later * other].sort((a, b) => a - b);
      const looked = advance(some, policy, advance(some, policy, state, first), second);
      expect(decided(some, looked, now + later)).toEqual(decided(some, state, now + later));
    }),
  );

  law(
    'an event that means nothing changes nothing, then and later',
    fc.property(domain, steps, start, fc.nat(900_000), share, (some, list, from, later, part) => {
      const { state, now } = history(some, list, from);
      const nothing: HealthEvent = { kind: 'release', ip: '192.0.2.99' };
      const touched = stepped(some, state, nothing, now + later * part);
      expect(seen(decided(some, touched, now + later))).toEqual(seen(decided(some, state, now + later)));
    }),
  );

  law(
    'an end is reached, however far the clock jumps',
    fc.property(domain, steps, start, (some, list, from) => {
      let changes = 0;
      const { state, now } = history(some, list, from);
      const end = advanced(some, state, now + 1e12, () => changes++);
      expect(changes).toBeLessThan(200);
      expect(end.until).toBe(Number.POSITIVE_INFINITY);
    }),
  );
});

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFrozen);
  }
  return value;
}

describe('laws of purity', () => {
  law(
    'what was given stays as it was, and the same gives the same',
    fc.property(domain, steps, (some, list) => {
      deepFrozen(some);
      const policy = policyOf(some.rules.policy);
      let now = 0;
      let state = deepFrozen(emptyState(some, 0));
      for (const { wait, event } of list) {
        now += wait;
        const moment = event.kind === 'report' ? deepFrozen({ ...event, at: event.at + now }) : deepFrozen(event);
        const before = state;
        state = deepFrozen(reduce(some, policy, before, moment, now));
        expect(reduce(some, policy, before, moment, now)).toEqual(state);
      }
      expect(decided(some, state, now)).toEqual(decided(some, state, now));
    }),
  );
});
