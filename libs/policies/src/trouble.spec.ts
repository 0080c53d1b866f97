import { describe, expect, it } from 'vitest';
import { type Decision, type TargetDecision, type VoteView } from './model.js';
import { summaryLine, troubleOf } from './trouble.js';

const vote = (agent: string, value: VoteView['value'], change: Partial<VoteView> = {}): VoteView => ({
  agent,
  value,
  ageMs: 1000,
  failures: 0,
  successes: 1,
  latencyMs: null,
  reason: value === 'down' ? 'refused' : null,
  provisional: false,
  aside: null,
  countsDespite: null,
  recent: '',
  ...change,
});

function target(
  ip: string,
  verdict: TargetDecision['verdict'],
  votes: VoteView[],
  change: Partial<TargetDecision> = {},
): TargetDecision {
  const count = (value: string) => votes.filter((one) => one.value === value).length;
  const tally = { up: count('up'), down: count('down'), missing: 0, needed: 1, enough: 1, aside: 0, provisional: 0 };
  return {
    ...{ ip, port: 443, priority: 0, weight: 1, verdict, forMs: 0, held: null, service: 'in', override: null },
    ...{ inForce: verdict === 'up', answered: verdict === 'up', votes, reason: '' },
    tally: { ...tally, electorate: tally.up + tally.down },
    ...change,
  };
}

const decision = (targets: TargetDecision[], change: Partial<Decision> = {}): Decision => ({
  ...{
    domain: 'a.failover',
    state: 'degraded',
    policy: 'any',
    addresses: [],
    weights: null,
    maxAnswers: null,
    source: 'targets',
  },
  ...{ cause: 'up', ttl: 5, ttlFrom: 'ttl', tier: null, targets, brake: null, tags: [], selection: 'every target that is up' },
  ...{ reason: '', holdsUntil: null },
  ...change,
});

const UP = target('192.0.2.10', 'up', [vote('fra', 'up')]);
const stale = (agent: string) => vote(agent, 'unknown');

describe('summaryLine', () => {
  it.each<[string, Decision, string]>([
    ['healthy', decision([UP], { state: 'healthy' }), ''],
    [
      'the commonest reason',
      decision([
        UP,
        target('192.0.2.11', 'down', [
          vote('a', 'down'),
          vote('b', 'down'),
          vote('c', 'down', { reason: 'timeout' }),
          vote('d', 'up'),
        ]),
      ]),
      '192.0.2.11:443: refused, say 3 of 4 agents.',
    ],
    [
      'targets alike together',
      decision(
        ['192.0.2.11', '192.0.2.12', '192.0.2.13'].map((ip) => target(ip, 'down', [vote('a', 'down')])),
        { state: 'fallback' },
      ),
      'All 3 targets: refused, says 1 of 1 agent.',
    ],
    [
      'who is silent',
      decision([target('192.0.2.11', 'up', [stale('syd')], { held: 'silence' })], { state: 'frozen' }),
      '192.0.2.11:443: held up, syd is silent.',
    ],
    [
      'nothing heard yet',
      decision([target('192.0.2.11', 'unknown', [])], { state: 'unknown' }),
      '192.0.2.11:443: no report yet.',
    ],
    ['a lower tier', decision([{ ...UP, priority: 100 }, UP], { tier: 0 }), 'Priority 0 serves, not 100.'],
    [
      'what operators took out is no trouble',
      decision([target('192.0.2.11', 'down', [vote('a', 'down')], { service: 'maintenance' })], {
        state: 'fallback',
        source: 'fallback',
        selection: 'no target is up',
      }),
      'No target is up.',
    ],
  ])('tells %s', (_what, made, text) => expect(summaryLine(made)).toBe(text));

  it('cuts what agents say, as it is free text', () => {
    const long = decision([target('192.0.2.11', 'down', [vote('a', 'down', { reason: 'x'.repeat(255) })])]);
    expect(summaryLine(long).length).toBeLessThan(140);
  });
});

describe('troubleOf', () => {
  it('doubts no silent agent where the target is down by the votes of the others', () => {
    const made = decision([target('192.0.2.11', 'down', [vote('a', 'down'), stale('syd')])]);
    expect(troubleOf(made)).toEqual({
      failing: [{ name: '192.0.2.11:443', ip: '192.0.2.11', what: 'refused, says 1 of 1 agent', word: 'refused' }],
      silent: [],
    });
  });
});
