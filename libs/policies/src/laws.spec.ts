import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDomain, policyOf, type Said, stateAfter } from './decide.fixture.js';
import { decide } from './decide.js';
import { type CheckResult, type PolicyName } from './model.js';
import { nextVote, type Vote } from './vote.js';

const IPS = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '2001:db8::4'];
const target = (ip: string) => `${ip}:443`;
const result = fc.constantFrom<CheckResult>('ok', 'fail', 'error');
const reports = fc
  .array(
    fc.record({
      agent: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      target: fc.constantFrom(...IPS.map(target)),
      result,
      wait: fc.nat(20_000),
    }),
    { maxLength: 60 },
  )
  .map((list) => {
    let at = 0;
    return list.map(({ wait, ...said }): Said => ({ ...said, at: (at += wait) }));
  });
const policyName = fc.constantFrom<PolicyName>('any', 'quorum', 'all', 'priority');
const rules = fc
  .record({ rise: fc.integer({ min: 1, max: 4 }), fall: fc.integer({ min: 1, max: 4 }) })
  .map((r) => ({ ...r, window: r.fall }));

const domainOf = (policy: PolicyName, change: object = {}) =>
  aDomain({ rules: { policy, ...change }, targets: IPS.map((ip, index) => ({ ip, port: 443, priority: index % 2 })) });
const live = (policy: PolicyName, said: readonly Said[], now: number, change: object = {}) => {
  const domain = domainOf(policy, change);
  const decision = decide(domain, policyOf(policy), stateAfter(domain, said), now);
  return decision.source === 'targets' ? decision.addresses : [];
};
const end = (said: readonly Said[]) => said.at(-1)?.at ?? 0;
/** fast-check prints the seed and the smallest counterexample of a law that fails. */
const law = <Ts>(name: string, property: fc.IPropertyWithHooks<Ts>) => it(name, () => fc.assert(property, { numRuns: 1000 }));

describe('laws', () => {
  law(
    'an answered address is a configured target or fallback, and there is always one',
    fc.property(policyName, reports, fc.nat(100_000), (name: PolicyName, said: Said[], later: number) => {
      const domain = domainOf(name);
      const { addresses } = decide(domain, policyOf(name), stateAfter(domain, said), end(said) + later);
      expect(addresses.length).toBeGreaterThan(0);
      for (const address of addresses) expect([...IPS, ...domain.fallback]).toContain(address);
    }),
  );

  law(
    'what all answers, quorum answers; what quorum answers, any answers',
    fc.property(reports, (said: Said[]) => {
      const [any, quorum, all] = (['any', 'quorum', 'all'] as const).map((name) => live(name, said, end(said)));
      expect(any).toEqual(expect.arrayContaining([...(quorum ?? [])]));
      expect(quorum).toEqual(expect.arrayContaining([...(all ?? [])]));
    }),
  );

  law(
    'one more success never takes a target down',
    fc.property(
      policyName,
      rules,
      reports,
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom(...IPS),
      (name: PolicyName, r: object, said: Said[], agent: string, ip: string) => {
        fc.pre(name !== 'priority'); // there a target that comes back may rightly push a lower tier out
        const before = live(name, said, end(said), r);
        const already = said.some(
          (report) => report.agent === agent && report.target === target(ip) && report.result !== 'error',
        );
        fc.pre(already || name !== 'all'); // a new voter under `all` changes who must agree, never against the target
        const after = live(name, [...said, { agent, target: target(ip), result: 'ok', at: end(said) }], end(said), r);
        expect(after).toEqual(expect.arrayContaining([...before]));
      },
    ),
  );

  law(
    'fewer than `fall` failures never change a vote, `rise` successes always do',
    fc.property(
      rules,
      fc.array(fc.boolean(), { maxLength: 30 }),
      (r: { rise: number; fall: number; window: number }, list: boolean[]) => {
        const all = { timeoutMs: 60_000, ...r };
        let vote: Vote | undefined;
        let failures = 0;
        let successes = 0;
        list.forEach((ok, at) => {
          const before = vote?.value;
          vote = nextVote(vote, { agent: 'a', result: ok ? 'ok' : 'fail', at, latencyMs: null, reason: null }, at, all);
          failures = ok ? 0 : failures + 1;
          successes = ok ? successes + 1 : 0;
          if (before === 'up' && failures < r.fall) expect(vote.value).toBe('up');
          if (before === 'up' && failures >= r.fall) expect(vote.value).toBe('down');
          if (successes >= r.rise) expect(vote.value).toBe('up');
        });
      },
    ),
  );

  law(
    'how the reports of different agents are interleaved does not matter',
    fc.property(policyName, reports, fc.func(fc.nat()), (name: PolicyName, said: Said[], key: (s: string) => number) => {
      const byAgent = [...said].sort((one, other) => key(one.agent) - key(other.agent) || one.at - other.at);
      const domain = domainOf(name, { rise: 2, fall: 2, window: 2 });
      const now = end(said);
      // A vote depends on the time at which its own reports arrive, so keep those and change the order only.
      expect(live(name, byAgent, now, domain.rules)).toEqual(live(name, said, now, domain.rules));
    }),
  );

  law(
    'silence answers nothing but the fallback after the timeout',
    fc.property(policyName, reports, (name: PolicyName, said: Said[]) => {
      expect(live(name, said, end(said) + 60_000)).toEqual([]);
    }),
  );

  law(
    'nothing changes before holdsUntil',
    fc.property(
      policyName,
      reports,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (name: PolicyName, said: Said[], share: number) => {
        const domain = domainOf(name);
        const state = stateAfter(domain, said);
        const now = end(said);
        const decision = decide(domain, policyOf(name), state, now);
        const until = decision.holdsUntil ?? now + 1e9;
        const then = decide(domain, policyOf(name), state, Math.min(now + (until - now) * share, until - 1));
        expect([then.addresses, then.ttl, then.state]).toEqual([decision.addresses, decision.ttl, decision.state]);
      },
    ),
  );
});
