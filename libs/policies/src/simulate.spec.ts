import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDomain, policyOf, type Said, says, stateAfter } from './decide.fixture.js';
import { decide } from './decide.js';
import { type CheckResult, type DomainState, type PolicyName, type Rules } from './model.js';
import { reduce } from './reduce.js';
import { suppose, type Supposition } from './simulate.js';

const [A, B] = ['192.0.2.10:443', '192.0.2.11:443'];
const NOTHING: Supposition = { targetsDown: new Set(), agentsLost: new Set(), advanceMs: 0 };

const answer = (state: DomainState, supposed: Partial<Supposition>, now: number, rules: Partial<Rules> = {}) => {
  const domain = aDomain({ rules });
  const policy = policyOf(domain.rules.policy);
  const what = { ...NOTHING, ...supposed };
  return decide(domain, policy, suppose(domain, policy, state, what, now), now + what.advanceMs);
};

describe('suppose', () => {
  const said = [...says(`fra: ${A} ok, ${B} ok`, 0), ...says(`ams: ${A} ok, ${B} ok`, 0)];
  const live = stateAfter(aDomain(), said);

  it.each<[string, Partial<Supposition>, Partial<Rules>, string]>([
    ['a target down', { targetsDown: new Set([0]) }, {}, '192.0.2.11'],
    ['both down', { targetsDown: new Set([0, 1]) }, {}, '192.0.2.254'],
    ['time passes, agents go on', { advanceMs: 3_600_000 }, {}, '192.0.2.10 192.0.2.11'],
    ['an agent lost, the other goes on', { agentsLost: new Set(['fra']), advanceMs: 3_600_000 }, {}, '192.0.2.10 192.0.2.11'],
    ['every agent lost', { agentsLost: new Set(['fra', 'ams']), advanceMs: 61_000 }, {}, '192.0.2.254'],
    [
      'every agent lost, held',
      { agentsLost: new Set(['fra', 'ams']), advanceMs: 599_000 },
      { onSilence: 'hold' },
      '192.0.2.10 192.0.2.11',
    ],
    [
      'every agent lost, twice the grace',
      { agentsLost: new Set(['fra', 'ams']), advanceMs: 600_000 },
      { onSilence: 'hold' },
      '192.0.2.254',
    ],
    ['fall and window do not delay it', { targetsDown: new Set([0]) }, { fall: 3, window: 3 }, '192.0.2.11'],
    [
      'a lost agent’s word ends while a target is down for the other',
      { targetsDown: new Set([0]), agentsLost: new Set(['fra']), advanceMs: 61_000 },
      { policy: 'any' },
      '192.0.2.11',
    ],
  ])('%s', (_name, supposed, rules, expected) => {
    expect(answer(stateAfter(aDomain({ rules }), said), supposed, 1, rules).addresses.join(' ')).toBe(expected);
  });

  it('touches nothing', () => {
    const before = JSON.stringify(live);
    answer(live, { targetsDown: new Set([0, 1]), agentsLost: new Set(['fra']), advanceMs: 1e6 }, 1);
    expect(JSON.stringify(live)).toBe(before);
  });

  it('lets an override end on the way', () => {
    const domain = aDomain();
    const override = { kind: 'maintenance', ip: '192.0.2.10', who: 'ann', why: 'disk', since: 0, until: 5000 } as const;
    const state = reduce(domain, policyOf('any'), live, { kind: 'override', override }, 1);
    expect(answer(state, {}, 2).addresses).toEqual(['192.0.2.11']);
    expect(answer(state, { advanceMs: 5000 }, 2).addresses).toEqual(['192.0.2.10', '192.0.2.11']);
  });

  it('simulate with no change equals live', () => {
    const reports = fc
      .array(
        fc.record({
          agent: fc.constantFrom('a', 'b', 'c'),
          target: fc.constantFrom(A, B),
          result: fc.constantFrom<CheckResult>('ok', 'fail', 'error'),
          wait: fc.nat(30_000),
        }),
        { maxLength: 30 },
      )
      .map((list) => {
        let at = 0;
        return list.map(({ wait, ...one }): Said => ({ ...one, at: (at += wait) }));
      });
    fc.assert(
      fc.property(
        reports,
        fc.constantFrom<PolicyName>('any', 'quorum', 'all', 'priority'),
        fc.constantFrom<Rules['onSilence']>('fallback', 'hold'),
        fc.nat(400_000),
        (list: Said[], policy: PolicyName, onSilence: Rules['onSilence'], later: number) => {
          const rules = { policy, onSilence };
          const domain = aDomain({ rules });
          const state = stateAfter(domain, list);
          const now = (list.at(-1)?.at ?? 0) + later;
          expect(answer(state, {}, now, rules)).toEqual(decide(domain, policyOf(policy), state, now));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
