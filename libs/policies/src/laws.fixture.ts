import fc from 'fast-check';
import { it } from 'vitest';
import { aDomain, policyOf } from './decide.fixture.js';
import {
  ALL_DOWN_ACTIONS,
  type CheckResult,
  type Domain,
  type DomainState,
  type HealthEvent,
  OVERRIDE_KINDS,
  PANIC_ACTIONS,
  POLICY_NAMES,
  type Rules,
  SELECT_NAMES,
} from './model.js';
import { advance, emptyState, reduce } from './reduce.js';

/** The same run again: FC_SEED=…; a longer one: FC_RUNS=… */
const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const numRuns = Number(process.env['FC_RUNS'] ?? 1000);
console.info(`laws: FC_SEED=${seed}`);

/** fast-check tells the smallest counterexample of a law that fails, with its seed and path. */
export const law = <Ts>(name: string, property: fc.IPropertyWithHooks<Ts>): void =>
  it(name, () => fc.assert(property, { numRuns, seed }));

export const AGENTS = ['a', 'b', 'c', 'd', 'e'];
export const agent = fc.constantFrom(...AGENTS);
const result = fc.constantFrom<CheckResult>('ok', 'ok', 'fail', 'fail', 'error');
const soon = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 5, arbitrary: fc.nat(40_000) }, fc.nat(400_000));

export const rules: fc.Arbitrary<Rules> = fc
  .record({
    policy: fc.constantFrom(...POLICY_NAMES),
    timeoutMs: fc.constantFrom(60_000, 33_333.3),
    rise: fc.integer({ min: 1, max: 3 }),
    fall: fc.integer({ min: 1, max: 3 }),
    extra: fc.nat(2),
    quorum: fc.oneof(
      fc.constant(null),
      fc.record({ votes: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
    ),
    minAgents: fc.integer({ min: 1, max: 3 }),
    onSilence: fc.constantFrom('fallback', 'hold'),
    agentGraceMs: fc.constantFrom(20_000, 60_000, 100_000.7, 300_000),
    coldStart: fc.constantFrom('fallback', 'serve_all'),
    allDown: fc.constantFrom(...ALL_DOWN_ACTIONS),
    minHealthy: fc.nat(3),
    panic: fc.constantFrom(...PANIC_ACTIONS),
    select: fc.constantFrom(...SELECT_NAMES),
    maxAnswers: fc.constantFrom(null, 1, 2),
    failback: fc.oneof(fc.constantFrom('auto', 'manual'), fc.record({ afterMs: fc.nat(200_000) })),
    attribution: fc.constantFrom('auto', 'on', 'off'),
  })
  .map(({ extra, ...rest }) => ({ ...rest, window: rest.fall + extra }) as Rules);

/** Two ports of one address, both families, two tiers, one target with two checks. */
const TARGETS = [
  { ip: '192.0.2.1', port: 80, priority: 1 },
  { ip: '192.0.2.1', port: 443, priority: 1 },
  { ip: '192.0.2.2', port: 443, priority: 0 },
  { ip: '2001:db8::3', port: 443, priority: 1, checks: 2 },
  { ip: '2001:db8::4', port: null, priority: 0 },
];

export const domainOf = (some: Partial<Rules>, change: Partial<Domain> = {}, disabled = TARGETS.length): Domain =>
  aDomain({
    ...change,
    rules: some,
    targets: TARGETS.map((target, index) => ({ ...target, disabled: index === disabled })),
  });

export const domain: fc.Arbitrary<Domain> = fc
  .record({
    some: rules,
    fallback: fc.constantFrom<readonly string[]>([], ['192.0.2.254'], ['192.0.2.254', '2001:db8::fe']),
    disabled: fc.nat(2 * TARGETS.length),
  })
  .map(({ some, fallback, disabled }) => domainOf(some, { fallback }, disabled));

/** Something that happens `wait` after the step before it; its times are relative to that moment. */
export interface Step {
  wait: number;
  event: HealthEvent;
}

const place = fc.nat(TARGETS.length - 1);
const report = fc.record({
  kind: fc.constant('report' as const),
  target: place,
  check: fc.nat(1),
  agent,
  result,
  at: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(90_000)).map((age) => -age),
  latencyMs: fc.constant(null),
  reason: fc.constantFrom(null, 'refused'),
});
const until = fc.option(fc.nat(150_000));
const ip = fc.option(place.map((index) => TARGETS[index]?.ip ?? ''));
const said = { who: fc.constant('ops'), why: fc.constant('work'), since: fc.constant(0), until };
const override = fc.record({ kind: fc.constantFrom(...OVERRIDE_KINDS), ip, ...said });
const aside = fc.record({
  agent,
  because: fc.constantFrom('suspect vantage' as const, 'maintenance' as const),
  why: fc.constant('it lies'),
  until,
});
const brake = fc.record({ from: fc.nat(60_000).map((age) => -age), since: fc.constant(0), until, why: fc.constant('many left') });
const intervention: fc.Arbitrary<HealthEvent> = fc.oneof(
  fc.record({ kind: fc.constant('override' as const), override }),
  fc.record({ kind: fc.constant('release' as const), ip }),
  fc.record({ kind: fc.constant('aside' as const), aside: fc.array(aside, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('brake' as const), brake: fc.option(brake) }),
  fc.constant({ kind: 'failback' as const }),
);
const stepOf = (event: fc.Arbitrary<HealthEvent>): fc.Arbitrary<Step> => fc.record({ wait: soon, event });

/** Reports, and now and then a word of an operator. */
export const steps = fc.array(stepOf(fc.oneof({ weight: 12, arbitrary: report }, { weight: 1, arbitrary: intervention })), {
  maxLength: 60,
});
export const reports = fc.array(stepOf(report), { maxLength: 60 });

const shifted = <T extends { until: number | null }>(one: T, now: number): T => ({
  ...one,
  until: one.until === null ? null : one.until + now,
});

function at(now: number, event: HealthEvent): HealthEvent {
  switch (event.kind) {
    case 'report':
      return { ...event, at: event.at + now };
    case 'override':
      return { ...event, override: shifted(event.override, now) };
    case 'aside':
      return { ...event, aside: event.aside.map((one) => shifted(one, now)) };
    case 'brake':
      return { ...event, brake: event.brake && { ...shifted(event.brake, now), from: event.brake.from + now } };
    default:
      return event;
  }
}

export interface Moment {
  state: DomainState;
  now: number;
}
/** Called for each change, be it of itself or by an event: what was until `now`, and what is from then on. */
export type Visit = (before: DomainState, after: DomainState, now: number) => void;

export const stepped = (some: Domain, before: DomainState, event: HealthEvent, now: number): DomainState =>
  reduce(some, policyOf(some.rules.policy), before, event, now);

export const advanced = (some: Domain, before: DomainState, now: number, visit: Visit = () => {}): DomainState => {
  let state = before;
  while (state.until <= now) {
    const moment = state.until;
    const after = advance(some, policyOf(some.rules.policy), state, moment);
    if (after.until <= moment) throw new Error(`the clock stands at ${moment}`);
    visit(state, after, moment);
    state = after;
  }
  return state;
};

export function history(some: Domain, list: readonly Step[], start = 0, visit: Visit = () => {}): Moment {
  const moment = { state: emptyState(some, start), now: start };
  for (const { wait, event } of list) {
    moment.now += wait;
    const before = advanced(some, moment.state, moment.now, visit);
    moment.state = stepped(some, before, at(moment.now, event), moment.now);
    visit(before, moment.state, moment.now);
  }
  return moment;
}
