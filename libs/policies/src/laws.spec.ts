import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { aDomain, policyOf } from './decide.fixture.js';
import { decide } from './decide.js';
import { agent, AGENTS, domain, history, law, rules, steps, stepped } from './laws.fixture.js';
import { type Domain, type PolicyName, type Rules, type TargetDecision, type Vote } from './model.js';
import { emptyState } from './reduce.js';
import { nextVote } from './vote.js';

const decided = (some: Domain, { state, now }: ReturnType<typeof history>) =>
  decide(some, policyOf(some.rules.policy), state, now);

describe('laws of votes', () => {
  law(
    'fewer than `fall` failures in the window never change a vote, `fall` of them and `rise` successes in a row always do',
    fc.property(rules, fc.array(fc.constantFrom('ok', 'fail', 'error'), { maxLength: 40 }), (some, results) => {
      let vote: Vote | undefined;
      const evidence: boolean[] = [];
      results.forEach((result, at) => {
        const before = vote?.value;
        vote = nextVote(vote, { agent: 'a', result, at, latencyMs: null, reason: null }, at, some);
        if (result === 'error') return expect(vote.value).toBe(before ?? 'unknown');
        evidence.push(result === 'ok');
        if (evidence.length === 1) return expect(vote.value).toBe(result === 'ok' ? 'up' : 'down');
        const failures = evidence.slice(-some.window).filter((ok) => !ok).length;
        const isRisen = evidence.length >= some.rise && evidence.slice(-some.rise).every(Boolean);
        if (before === 'up') expect(vote.value).toBe(result === 'fail' && failures >= some.fall ? 'down' : 'up');
        if (before === 'down') expect(vote.value).toBe(isRisen ? 'up' : 'down');
      });
    }),
  );
});

describe('laws of verdicts', () => {
  const ballots = fc.array(fc.constantFrom('ok' as const, 'fail' as const), { minLength: 1, maxLength: AGENTS.length });

  // A quorum that the agents at hand cannot reach says nothing, even where all of them agree: not every vote is present then.
  law(
    'with every vote present, all is within quorum, and quorum within any',
    fc.property(rules, ballots, (some, ballot) => {
      const { quorum, minAgents } = some;
      fc.pre(ballot.length >= minAgents && (quorum === null || !('votes' in quorum) || ballot.length >= quorum.votes));
      const isUp = (policy: PolicyName): boolean => {
        const one = aDomain({ rules: { ...some, policy, coldStart: 'fallback' }, targets: [{}] });
        const state = ballot.reduce(
          (before, result, index) =>
            stepped(
              one,
              before,
              { kind: 'report', target: 0, agent: AGENTS[index] ?? '', result, at: 0, latencyMs: null, reason: null },
              0,
            ),
          emptyState(one, 0),
        );
        return decide(one, policyOf(policy), state, 0).targets[0]?.verdict === 'up';
      };
      const [all, quorate, any] = [isUp('all'), isUp('quorum'), isUp('any')];
      expect([all, all && quorate]).toEqual([all, all]);
      expect([quorate, quorate && any]).toEqual([quorate, quorate]);
    }),
  );

  // Not where too few voted so far: what was held through the silence is then decided at last, maybe by the others' votes down.
  // Nor where the one who comes makes so many that suspects can be set aside.
  law(
    'one more vote up never takes a target down',
    fc.property(domain, steps, agent, fc.nat(4), (some, list, voter, place) => {
      const moment = history(some, list);
      const before = decided(some, moment).targets[place];
      const event = { kind: 'report', target: place, agent: voter, result: 'ok', latencyMs: null, reason: null } as const;
      let state = moment.state;
      for (const check of [0, 1]) state = stepped(some, state, { ...event, check, at: moment.now }, moment.now);
      const after = decided(some, { state, now: moment.now }).targets[place];
      fc.pre(before?.verdict === 'up' && before.tally.electorate >= before.tally.enough && before.tally.electorate > 0);
      fc.pre(after?.tally.aside === before.tally.aside);
      fc.pre(after.votes.find((vote) => vote.agent === voter)?.value === 'up');
      expect(after.verdict).toBe('up');
    }),
  );

  law(
    'nothing is up that no vote calls up, but what is held, and what stands from before the start',
    fc.property(domain, steps, (some, list) => {
      for (const { verdict, held, tally } of decided(some, history(some, list)).targets) {
        if (verdict === 'up' && (held === null || held === 'brake')) expect(tally.up).toBeGreaterThan(0);
        if (verdict === 'down' && held === null) expect(tally.down).toBeGreaterThan(0);
      }
    }),
  );
});

describe('laws of answers', () => {
  law(
    'an answered address is a configured target or fallback, stands there once, and its source says which',
    fc.property(domain, steps, (some, list) => {
      const { addresses, source, weights, ttl } = decided(some, history(some, list));
      const from = source === 'fallback' ? some.fallback : some.targets.map((target) => target.ip);
      for (const address of addresses) expect(from).toContain(address);
      expect(new Set(addresses).size).toBe(addresses.length);
      expect(addresses.length > 0).toBe(source !== 'nodata' && source !== 'servfail');
      expect(weights?.length ?? addresses.length).toBe(addresses.length);
      expect(ttl).toBe(source === 'targets' ? some.ttl : some.fallbackTtl);
    }),
  );

  const grouped = (targets: readonly TargetDecision[]): Map<string, TargetDecision[]> =>
    Map.groupBy(
      targets.filter(({ service }) => service !== 'disabled'),
      ({ ip }) => ip,
    );

  law(
    'an address that is down, in maintenance or forced down on a port is not answered from the targets that are up',
    fc.property(domain, steps, (some, list) => {
      const { addresses, source, targets } = decided(some, history(some, list));
      fc.pre(source === 'targets');
      const ports = grouped(targets);
      for (const address of addresses) expect(ports.get(address)?.every(({ inForce }) => inForce)).toBe(true);
    }),
  );

  law(
    'what is out of service is answered by no action; what is drained only if nothing else is up',
    fc.property(domain, steps, (some, list) => {
      const { addresses, source, cause, targets } = decided(some, history(some, list));
      fc.pre(source !== 'fallback');
      const ports = [...grouped(targets).values()];
      const isOther = ports.some((some) => some.every(({ inForce, service }) => inForce && service !== 'drain'));
      for (const address of addresses) {
        const services = (grouped(targets).get(address) ?? []).map(({ service }) => service);
        expect(services.some((service) => service === 'in' || service === 'drain' || service === 'forced_up')).toBe(true);
        if (isOther && cause !== 'all_down') expect(services).not.toContain('drain');
      }
    }),
  );

  law(
    'under the brake nothing leaves by its votes',
    fc.property(domain, steps, steps, (some, list, then) => {
      const { state, now } = history(some, list);
      const brake = { from: now, since: now, until: null, why: 'many left' };
      let braked = stepped(some, state, { kind: 'brake', brake }, now);
      let at = now;
      const before = decide(some, policyOf(some.rules.policy), braked, now).targets;
      for (const { wait, event } of then) {
        if (event.kind !== 'report') continue;
        at += wait;
        braked = stepped(some, braked, { ...event, at: event.at + at }, at);
      }
      fc.pre(braked.overrides.length === 0);
      const after = decide(some, policyOf(some.rules.policy), braked, at).targets;
      before.forEach(({ inForce, service }, index) => {
        if (inForce && service === 'in') expect(after[index]?.inForce).toBe(true);
      });
    }),
  );
});

describe('laws of order', () => {
  const batch = fc.array(
    fc.record({ agent, target: fc.nat(4), check: fc.nat(1), result: fc.constantFrom('ok', 'fail', 'error') }),
    { maxLength: 20 },
  );
  /** Which agent's reports are taken first. */
  const order = fc.shuffledSubarray(AGENTS, { minLength: AGENTS.length });
  const told = (some: Domain, list: Parameters<typeof history>[1], said: readonly object[]) => {
    const { state, now } = history(some, list);
    const events = said.map((one) => ({ kind: 'report', at: now, latencyMs: null, reason: null, ...one }) as never);
    const after = events.reduce((before, event) => stepped(some, before, event, now), state);
    const byAgent = after.votes.map((votes) => [...votes].sort((one, other) => one.agent.localeCompare(other.agent)));
    return { byAgent, decision: decided(some, { state: after, now }) };
  };
  const decides = ({ tally: { up, missing, electorate, needed, enough } }: TargetDecision): boolean =>
    electorate >= Math.max(1, enough) && (up >= needed || up + missing < needed);

  // Not so what hangs on missing votes, nor what failback, last_good and the brake remember: those look back on purpose.
  law(
    'in which order agents are heard at one moment does not matter to votes, nor to what they decide',
    fc.property(domain, steps, batch, order, (some, list, said, first) => {
      const sorted = [...said].sort((one, other) => first.indexOf(one.agent) - first.indexOf(other.agent));
      const [one, other] = [told(some, list, said), told(some, list, sorted)];
      expect(other.byAgent).toEqual(one.byAgent);
      const verdicts = (targets: readonly TargetDecision[]) => targets.map((target) => decides(target) && target.verdict);
      expect(verdicts(other.decision.targets)).toEqual(verdicts(one.decision.targets));
      const isPlain: boolean =
        some.rules.onSilence === 'fallback' &&
        some.rules.failback === 'auto' &&
        some.rules.allDown !== 'last_good' &&
        some.rules.coldStart === 'fallback' &&
        one.decision.brake === null;
      if (isPlain) expect(other.decision.addresses).toEqual(one.decision.addresses);
    }),
  );

  // A result that comes twice at the same moment counts twice: whoever takes reports drops what it has seen.
  law(
    'what is older than the vote changes nothing',
    fc.property(domain, steps, agent, fc.nat(4), fc.constantFrom('ok', 'fail', 'error'), (some, list, voter, target, result) => {
      const moment = history(some, list);
      const vote = moment.state.votes[target]?.find((one) => one.agent === voter);
      fc.pre(vote !== undefined && vote.at > Number.NEGATIVE_INFINITY && !vote.provisional);
      const at = Math.min(vote.at, ...(vote.parts ?? []).map((part) => part.at)) - 1;
      fc.pre(at > Number.NEGATIVE_INFINITY);
      const event = { kind: 'report', target, agent: voter, result, at, latencyMs: null, reason: 'late' } as const;
      expect(stepped(some, moment.state, event, moment.now)).toEqual(moment.state);
    }),
  );

  law(
    'where one result turns a vote, the same result again changes nothing',
    fc.property(domain, steps, agent, fc.nat(4), fc.constantFrom('ok', 'fail', 'error'), (some, list, voter, target, result) => {
      const quick: Domain = { ...some, rules: { ...some.rules, rise: 1, fall: 1, window: 1 } as Rules };
      const { state, now } = history(quick, list);
      const event = { kind: 'report', target, agent: voter, result, at: now, latencyMs: null, reason: null } as const;
      const once = stepped(quick, state, event, now);
      const { targets: _targets, ...first } = decided(quick, { state: once, now });
      const { targets: _again, ...second } = decided(quick, { state: stepped(quick, once, event, now), now });
      expect(second).toEqual(first);
    }),
  );
});
