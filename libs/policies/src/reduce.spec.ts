import { describe, expect, it } from 'vitest';
import { aDomain, policyOf } from './decide.fixture.js';
import { decide } from './decide.js';
import { type Domain, type DomainState, type HealthEvent, type ReportEvent, type Rules } from './model.js';
import { emptyState, forget, reduce } from './reduce.js';
import { decidedAfter, played } from './script.fixture.js';

const one = (rules: Partial<Rules> = {}, checks = 1): Domain => aDomain({ rules, targets: [{ checks }] });
const hold: Partial<Rules> = { onSilence: 'hold' };
const after = (domain: Domain, state: DomainState, event: HealthEvent, now: number): DomainState =>
  reduce(domain, policyOf(domain.rules.policy), state, event, now);
const report = (change: Partial<ReportEvent>): ReportEvent => ({
  kind: 'report',
  target: 0,
  agent: 'fra',
  result: 'ok',
  at: 0,
  latencyMs: null,
  reason: null,
  ...change,
});

describe('when a decision ends by itself', () => {
  it.each<[string, Domain, string[], number | null]>([
    // name, domain, what happened, seconds
    ['nothing was heard', one(), [], null],
    ['a vote goes stale', one(), ['0 fra: A ok'], 60],
    ['the earliest of them', one(), ['0 fra: A ok', '10 ams: A ok'], 60],
    ['a stale vote is stale', one(), ['0 fra: A ok', '61 ams: A error'], null],
    ['hold: a vote goes stale', one(hold), ['0 fra: A ok'], 60],
    ['hold: an agent is lost', one(hold), ['0 fra: A ok', '61 release A'], 300],
    ['hold: an agent that was missing is back', one(hold), ['0 fra: A ok', '100 fra: A ok'], 160],
    ['hold: a silence ends', one(hold), ['0 fra: A ok', '301 release A'], 600],
    ['taken for up', one({ coldStart: 'serve_all' }), [], 60],
    ['an override', one(), ['1 drain A until 20'], 20],
    ['the brake', one(), ['1 brake until 20'], 20],
    [
      'several checks: one that said down is up, and an older one says so, too',
      one({}, 2),
      ['0 fra: A/0 fail', '30 fra: A/1 fail', '40 fra: A/1 ok'],
      60,
    ],
  ])('%s', (_name, domain, script, seconds) => {
    const now = Number(/^\d+/.exec(script.at(-1) ?? '0')?.[0]);
    expect(decidedAfter(domain, script, now).holdsUntil).toBe(seconds === null ? null : seconds * 1000);
  });

  it('comes for an agent that was lost and is heard late', () => {
    const domain = one(hold);
    const late = after(domain, played(domain, ['0 fra: A ok']), report({ at: 800_000 }), 1_000_000);
    const { targets, holdsUntil } = decide(domain, policyOf('any'), late, 1_000_000);
    expect(targets[0]?.tally).toMatchObject({ up: 0, missing: 1 });
    expect(after(domain, late, report({ at: 850_000 }), 1_000_000).until).toBe(holdsUntil);
    const lost = after(domain, played(domain, ['0 fra: A ok']), { kind: 'release', ip: null }, 1_000_000);
    expect(after(domain, lost, report({ at: 800_000 }), 1_000_000).until).toBe(1_100_000);
  });

  it('comes when those that are set aside count again, exactly then', () => {
    const domain = one({ policy: 'all', timeoutMs: 1e6 });
    const aside = [{ agent: 'lon', because: 'suspect vantage', why: 'it lies', until: 20_000 } as const];
    const state = after(
      domain,
      played(domain, ['0 fra: A ok, A ok', '0 ams: A ok', '0 lon: A fail']),
      { kind: 'aside', aside },
      1000,
    );
    const verdict = (now: number) => decide(domain, policyOf('all'), state, now);
    expect(verdict(1000)).toMatchObject({ holdsUntil: 20_000, targets: [{ verdict: 'up', tally: { aside: 1 } }] });
    expect([19_999, 20_000].map((now) => verdict(now).targets[0]?.verdict)).toEqual(['up', 'down']);
  });

  it('leaves nothing of what is over', () => {
    const domain = one();
    const aside = [{ agent: 'lon', because: 'maintenance', why: 'work', until: 5000 } as const];
    const state = after(domain, played(domain, ['1 drain A until 5', '1 brake until 5']), { kind: 'aside', aside }, 2000);
    expect(state).toMatchObject({ overrides: [{}], brake: {}, aside: [{}] });
    expect(after(domain, state, { kind: 'failback' }, 5000)).toMatchObject({ overrides: [], brake: null, aside: [] });
  });
});

describe('a target that is held up', () => {
  const short: Partial<Rules> = { ...hold, agentGraceMs: 100_000 };
  it.each<[string, Rules, string[]]>([
    [
      'though agents say down and fall silent in turn',
      one(short).rules,
      ['0 fra: A ok', '30 ams: A fail', '65 lon: A fail', '100 osl: A fail', '135 fra: A fail', '170 ams: A fail'],
    ],
    [
      'though too few of them vote, from the start',
      one({ ...short, coldStart: 'serve_all', minAgents: 2 }).rules,
      ['10 ams: A fail', '71 lon: A fail', '140 osl: A fail'],
    ],
  ])('is so for twice the grace, %s', (_name, rules, script) => {
    const verdicts = [199.999, 200].map((seconds) => decidedAfter(one(rules), script, seconds).targets[0]?.verdict);
    expect(verdicts).toEqual(['up', 'unknown']);
  });
});

describe('a report', () => {
  const domain = one({ rise: 2, fall: 2, window: 2 });
  it.each<[string, string[], string, boolean]>([
    // name, what happened, what is said then, is it settled anew
    ['that says what the agent said', ['0 fra: A ok'], '1 fra: A ok', false],
    ['that does not turn its vote', ['0 fra: A ok'], '1 fra: A fail', false],
    ['that is no evidence', ['0 fra: A ok'], '1 fra: A error', false],
    ['that turns its vote', ['0 fra: A ok', '1 fra: A fail'], '2 fra: A fail', true],
    ['of another agent', ['0 fra: A ok'], '1 ams: A ok', true],
    ['after a silence', ['0 fra: A ok'], '60 fra: A ok', true],
  ])('%s', (_name, script, then, isSettled) => {
    const before = played(domain, script);
    const state = played(domain, [then], before);
    expect(state).not.toBe(before);
    expect(state.settled !== before.settled).toBe(isSettled);
  });

  it('settles what it confirms, as the state of the domain is another then', () => {
    const before = played(domain, ['0 fra: A ok']);
    const provisional = { ...before, votes: before.votes.map((votes) => votes.map((vote) => ({ ...vote, provisional: true }))) };
    const state = after(domain, provisional, report({ at: 1000 }), 1000);
    expect([provisional, state].map((some) => decide(domain, policyOf('any'), some, 1000).state)).toEqual(['frozen', 'healthy']);
    expect(state.settled).not.toBe(provisional.settled);
  });

  it('is about the check that it names', () => {
    expect(decidedAfter(one({}, 2), ['0 fra: A/0 ok, A/1 ok'], 1).source).toBe('targets');
    expect(decidedAfter(one({}, 2), ['0 fra: A/0 ok'], 1).source).toBe('fallback');
    expect(after(one({}, 2), emptyState(one({}, 2), 0), report({}), 0).votes[0]?.[0]?.parts?.map(({ value }) => value)).toEqual([
      'up',
      'unknown',
    ]);
  });

  it('about no target is a fault', () => {
    expect(() => after(domain, emptyState(domain, 0), report({ target: 1 }), 0)).toThrow('webmail.failover has no target 1');
  });
});

describe('forget', () => {
  it('drops agents that went for good, and none that was heard about any check', () => {
    const domain = one({}, 2);
    const state = played(domain, ['0 ams: A/0 ok, A/1 ok', '5 fra: A/0 ok', '9 lon: A/0 ok, A/1 ok']);
    expect(forget(state, 5000).votes[0]?.map(({ agent }) => agent)).toEqual(['fra', 'lon']);
  });
});
