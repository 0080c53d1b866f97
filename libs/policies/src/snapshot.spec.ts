import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDomain, policyOf, type Said, says, stateAfter } from './decide.fixture.js';
import { decide } from './decide.js';
import {
  type CheckResult,
  type Decision,
  type Domain,
  type DomainState,
  type PolicyName,
  type Rules,
  targetKey,
} from './model.js';
import { advance, emptyState } from './reduce.js';
import { restored, snapshotOf, transplanted } from './snapshot.js';

const IPS = ['192.0.2.1', '192.0.2.2', '2001:db8::3'];
/** The new life's clock has another zero. */
const REBORN = 5;

const result = fc.constantFrom<CheckResult>('ok', 'fail', 'error');
const report = fc.record({
  agent: fc.constantFrom('a', 'b', 'c', 'd'),
  target: fc.constantFrom(...IPS.map((ip) => `${ip}:443`)),
  result,
});
const reports = (wait: number) =>
  fc.array(fc.tuple(report, fc.nat(wait)), { maxLength: 40 }).map((list) => {
    let at = 0;
    return list.map(([said, later]): Said => ({ ...said, at: (at += later) }));
  });
const rules = fc.record<Partial<Rules>>({
  policy: fc.constantFrom<PolicyName>('any', 'quorum', 'all', 'priority'),
  onSilence: fc.constantFrom('fallback', 'hold'),
  rise: fc.integer({ min: 1, max: 3 }),
  fall: fc.integer({ min: 1, max: 3 }),
  window: fc.constant(3),
  minAgents: fc.integer({ min: 1, max: 3 }),
  allDown: fc.constantFrom('fallback', 'all', 'last_good', 'nodata'),
  failback: fc.constantFrom<Rules['failback']>('auto', 'manual', { afterMs: 30_000 }),
  coldStart: fc.constantFrom('fallback', 'serve_all'),
});
const domainOf = (change: Partial<Rules>, checks = 1) =>
  aDomain({ rules: change, targets: IPS.map((ip, index) => ({ ip, port: 443, priority: index % 2, checks })) });
const law = <Ts>(name: string, property: fc.IPropertyWithHooks<Ts>) => it(name, () => fc.assert(property, { numRuns: 1000 }));

const policyFor = ({ rules: { policy } }: Domain) => policyOf(policy);
const at = (domain: Domain, state: DomainState, now: number) => decide(domain, policyFor(domain), state, now);
const saved = (domain: Domain, state: DomainState, now: number): unknown =>
  JSON.parse(JSON.stringify(snapshotOf(domain, policyFor(domain), state, now)));
const seen = ({ addresses, source, ttl, tier, targets }: Decision) => ({
  addresses,
  source,
  ttl,
  tier,
  verdicts: targets.map(({ verdict }) => verdict),
  values: targets.map(({ votes }) => votes.map(({ agent, value }) => [agent, value])),
});
const end = (said: readonly Said[]) => said.at(-1)?.at ?? 0;

describe('restored', () => {
  law(
    'right after the start it answers what it answered before the stop',
    fc.property(rules, reports(30_000), fc.nat(400_000), fc.integer({ min: 1, max: 2 }), (change, said, later, checks) => {
      const domain = domainOf(change, checks);
      const now = end(said) + later;
      const before = advance(domain, policyFor(domain), stateAfter(domain, said), now);
      const after = restored(domain, saved(domain, before, now), REBORN);
      expect(seen(at(domain, after, REBORN))).toEqual(seen(at(domain, before, now)));
      // So it does before the votes are counted again.
      expect(seen(at(domain, { ...after, until: REBORN + 1 }, REBORN))).toEqual(seen(at(domain, before, now)));
    }),
  );

  law(
    'what is provisional says so, and ends by itself: after the timeout it answers what a cold start answers',
    fc.property(rules, reports(5000), (change, said) => {
      const domain = domainOf({ ...change, onSilence: 'fallback', allDown: 'fallback' });
      const now = end(said);
      const after = restored(domain, saved(domain, stateAfter(domain, said), now), REBORN);
      const { targets } = at(domain, after, REBORN);
      for (const { verdict, tally, held } of targets) {
        if (verdict === 'up' && tally.electorate > 0) expect(held).toBe('provisional');
      }
      const then = REBORN + domain.rules.timeoutMs;
      expect(at(domain, after, then).addresses).toEqual(at(domain, emptyState(domain, REBORN), then).addresses);
    }),
  );

  law(
    'under hold too, silence ends it after twice the grace and a timeout',
    fc.property(rules, reports(5000), (change, said) => {
      const domain = domainOf({ ...change, onSilence: 'hold', allDown: 'fallback' });
      const now = end(said);
      const after = restored(domain, saved(domain, stateAfter(domain, said), now), REBORN);
      const then = REBORN + domain.rules.timeoutMs + 2 * domain.rules.agentGraceMs;
      expect(at(domain, after, then).addresses).toEqual(domain.fallback);
    }),
  );

  law(
    'a second start while all is provisional makes nothing younger',
    fc.property(rules, reports(5000), fc.nat(59_999), (change, said, life) => {
      const domain = domainOf({ ...change, onSilence: 'fallback', allDown: 'fallback' });
      const first = restored(domain, saved(domain, stateAfter(domain, said), end(said)), 0);
      const second = restored(domain, saved(domain, first, life), REBORN);
      expect(seen(at(domain, second, REBORN))).toEqual(seen(at(domain, first, life)));
      const then = REBORN + domain.rules.timeoutMs - life;
      expect(at(domain, second, then).addresses).toEqual(domain.fallback);
    }),
  );

  law(
    'whatever stands in the file, it gives a state',
    fc.property(fc.anything(), fc.anything(), (one, other) => {
      const domain = domainOf({});
      const empty = emptyState(domain, REBORN);
      expect(restored(domain, one, REBORN)).toEqual(empty);
      const foreign = {
        version: 1,
        tier: null,
        lastGood: [],
        targets: { [`${IPS[0]}:443`]: { settled: one, votes: [other] } },
      };
      expect(at(domain, restored(domain, foreign, REBORN), REBORN).addresses).toEqual(domain.fallback);
    }),
  );

  const [ONE, TWO] = [`${IPS[0]}:443`, `${IPS[1]}:443`];
  const up = says(`fra: ${ONE} ok, ${TWO} ok`, 1000);

  it('a report of this life counts at once, and settles what it is about', () => {
    const domain = domainOf({});
    const after = restored(domain, saved(domain, stateAfter(domain, up), 2000), REBORN);
    expect(at(domain, after, REBORN)).toMatchObject({ addresses: [IPS[0], IPS[1]], state: 'frozen' });
    const contrary = stateAfter(domain, says(`fra: ${ONE} fail`, REBORN + 1), after);
    expect(at(domain, contrary, REBORN + 1).addresses).toEqual([IPS[1]]);
    const late = stateAfter(domain, says(`fra: ${ONE} fail`, REBORN - 1000), after);
    expect(at(domain, late, REBORN).addresses).toEqual([IPS[1]]);
  });

  it('finds targets by their keys, and begins new ones with nothing', () => {
    const domain = domainOf({});
    const changed = aDomain({ targets: [{ ip: '192.0.2.9' }, { ip: IPS[1] }, { ip: IPS[0], port: 80 }] });
    const after = restored(changed, saved(domain, stateAfter(domain, up), 2000), REBORN);
    expect(at(changed, after, REBORN)).toMatchObject({
      addresses: [IPS[1]],
      targets: [{ verdict: 'unknown' }, { verdict: 'up', forMs: 1000 }, { verdict: 'unknown' }],
    });
  });

  it('a vote of fewer checks than now stands for all of them, for a timeout', () => {
    const [domain, changed] = [domainOf({}), domainOf({}, 2)];
    const after = restored(changed, saved(domain, stateAfter(domain, up), 2000), REBORN);
    expect(at(changed, after, REBORN + 59_999).addresses).toEqual([IPS[0], IPS[1]]);
    expect(at(changed, after, REBORN + 60_000).addresses).toEqual(changed.fallback);
  });

  it('votes that were set aside stay out', () => {
    const domain = domainOf({ policy: 'all', attribution: 'on' });
    const said = [...up, ...says(`ams: ${ONE} ok, ${TWO} ok`, 1000), ...says(`liar: ${ONE} fail, ${TWO} fail`, 1000)];
    const aside = [{ agent: 'liar', because: 'suspect vantage', why: 'it lies', until: null }] as const;
    const doubted = { ...stateAfter(domain, said), aside, until: 1000 };
    expect(at(domain, doubted, 2000).addresses).toEqual([IPS[0], IPS[1]]);
    const after = restored(domain, saved(domain, doubted, 2000), REBORN);
    expect(at(domain, after, REBORN).addresses).toEqual([IPS[0], IPS[1]]);
  });
});

describe('transplanted', () => {
  law(
    'to the same config changes nothing',
    fc.property(rules, reports(30_000), fc.nat(100_000), (change, said, later) => {
      const domain = domainOf(change);
      const now = end(said) + later;
      const state = advance(domain, policyFor(domain), stateAfter(domain, said), now);
      expect(transplanted(structuredClone(domain), policyFor(domain), state, domain, now)).toBe(state);
    }),
  );

  law(
    'targets keep their votes and verdicts in any order, and nothing is provisional',
    fc.property(rules, reports(30_000), fc.nat(100_000), (change, said, later) => {
      const domain = domainOf(change);
      const now = end(said) + later;
      const state = advance(domain, policyFor(domain), stateAfter(domain, said), now);
      const turned = { ...domain, targets: domain.targets.toReversed() };
      const after = transplanted(turned, policyFor(domain), state, domain, now);
      const byKey = (decision: Decision) => Object.fromEntries(decision.targets.map((target) => [targetKey(target), target]));
      expect(byKey(at(turned, after, now))).toEqual(byKey(at(domain, state, now)));
    }),
  );

  it('settles by the new rules, begins new targets with nothing, and keeps the overrides that still fit', () => {
    const [one, two] = IPS;
    const domain = domainOf({ policy: 'any' });
    const said = [...says(`fra: ${one}:443 ok, ${two}:443 ok`), ...says(`ams: ${one}:443 fail, ${two}:443 ok`)];
    const override = (ip: string | null) => ({ kind: 'drain', ip, who: 'ann', why: 'work', since: 0, until: null }) as const;
    const state = { ...stateAfter(domain, said), overrides: [override(one ?? ''), override('192.0.2.77'), override(null)] };
    const changed = aDomain({
      rules: { policy: 'all' },
      targets: [{ ip: '192.0.2.9' }, { ip: one }, { ip: two, checks: 2 }],
    });
    const after = transplanted(changed, policyOf('all'), state, domain, 100);
    expect(after.settled.map(({ value }) => value)).toEqual(['unknown', 'down', 'up']);
    expect(after.votes.map((votes) => votes.length)).toEqual([0, 2, 2]);
    expect(after.overrides.map(({ ip }) => ip)).toEqual([one, null]);
  });
});
