import { describe, expect, it } from 'vitest';
import { aDomain } from './decide.fixture.js';
import { type Decision, type Domain, type Rules } from './model.js';
import { answerText, targetName } from './reasons.js';
import { decidedAfter } from './script.fixture.js';

const one = (rules: Partial<Rules> = {}): Domain => aDomain({ rules, targets: [{}] });
const hold: Partial<Rules> = { onSilence: 'hold', agentGraceMs: 300_000 };
const quorum: Partial<Rules> = { policy: 'quorum' };

describe("a target's verdict in words", () => {
  it.each<[string, Partial<Rules>, string[], number, string]>([
    // name, rules, what happened, seconds, the words
    ['one up', {}, ['0 fra: A ok'], 1, '1 of 1 agent says up, 1 needed'],
    ['one down', {}, ['0 fra: A fail'], 1, '0 of 1 agent says up, 1 needed; fra: refused'],
    ['one of two', {}, ['0 fra: A ok', '0 ams: A fail'], 1, '1 of 2 agents says up, 1 needed; ams: refused'],
    ['none of two', {}, ['0 fra: A fail', '0 ams: A fail'], 1, '0 of 2 agents say up, 1 needed; fra: refused, ams: refused'],
    ['two of three', quorum, ['0 fra: A ok', '0 ams: A ok', '0 lon: A fail'], 1, '2 of 3 agents say up, 2 needed; lon: refused'],
    ['no report', {}, [], 1, 'no report yet'],
    ['a check that cannot be performed', {}, ['0 fra: A error'], 1, 'no fresh report; fra: could not check (refused)'],
    ['silence', {}, ['0 fra: A ok'], 65, 'no fresh report; fra: silent for 65 s'],
    ['silence of two', {}, ['0 fra: A ok', '2 ams: A fail'], 65, 'no fresh report; fra: silent for 65 s, ams: silent for 63 s'],
    ['too few', { minAgents: 2 }, ['0 fra: A ok'], 1, 'only 1 agent votes, at least 2 needed'],
    [
      'too few for the quorum',
      { ...quorum, quorum: { votes: 3 } },
      ['0 fra: A ok', '0 ams: A ok'],
      1,
      'only 2 agents vote, at least 3 needed',
    ],

    ['a missing vote does not matter', hold, ['0 fra: A ok', '30 ams: A ok'], 65, '1 of 2 agents says up, 1 needed, 1 missing'],
    [
      'undecided, up',
      { ...hold, policy: 'all' },
      ['0 fra: A ok', '30 ams: A ok'],
      65,
      '1 of 2 agents says up, 2 needed, 1 missing; hangs on missing votes, so it stays up',
    ],
    [
      'undecided, down',
      { ...hold, ...quorum },
      ['0 fra: A fail', '30 ams: A ok'],
      65,
      '1 of 2 agents says up, 2 needed, 1 missing; hangs on missing votes, so it stays down',
    ],
    [
      'all missing',
      hold,
      ['0 fra: A ok'],
      65,
      '0 of 1 agent says up, 1 needed, 1 missing; hangs on missing votes, so it stays up',
    ],
    [
      'held through the silence',
      hold,
      ['0 fra: A ok'],
      301,
      'no fresh report; fra: silent for 301 s; held up while nobody can say',
    ],
    ['silence that lasts', hold, ['0 fra: A ok'], 600, 'no fresh report; fra: silent for 600 s'],
    [
      'too few, held',
      { ...hold, minAgents: 2 },
      ['0 fra: A ok', '250 ams: A ok'],
      301,
      'only 1 agent votes, at least 2 needed; held up while nobody can say',
    ],
    ['taken for up', { coldStart: 'serve_all' }, [], 1, 'no report yet; not confirmed since the start, so it stays up'],
    [
      'the brake',
      {},
      ['0 fra: A ok', '1 brake', '2 fra: A fail'],
      3,
      '0 of 1 agent says up, 1 needed; fra: refused; answered all the same, as the brake is on',
    ],

    ['maintenance', {}, ['0 fra: A ok', '1 maintenance A'], 2, 'maintenance by ops: work; 1 of 1 agent says up, 1 needed'],
    [
      'forced up',
      {},
      ['0 fra: A fail', '1 force_up A'],
      2,
      'forced up by ops: work; 0 of 1 agent says up, 1 needed; fra: refused',
    ],
    ['forced down', {}, ['0 fra: A ok', '1 force_down *'], 2, 'forced down by ops: work; 1 of 1 agent says up, 1 needed'],
    ['drain', {}, ['1 drain A'], 2, 'drain by ops: work; no report yet'],
    [
      'the brake, in maintenance',
      {},
      ['0 fra: A ok', '1 brake', '2 fra: A fail', '2 maintenance A'],
      3,
      'maintenance by ops: work; 0 of 1 agent says up, 1 needed; fra: refused',
    ],
    [
      'one set aside',
      quorum,
      ['0 fra: A ok', '0 ams: A ok', '0 lon: A fail', '1 aside lon'],
      2,
      '2 of 2 agents say up, 2 needed, 1 set aside',
    ],
    [
      'one set aside, of two that say down',
      quorum,
      ['0 fra: A ok', '0 ams: A fail', '0 lon: A fail', '1 aside lon'],
      2,
      '1 of 2 agents says up, 2 needed, 1 set aside; ams: refused',
    ],
    [
      'one that could be set aside, but is needed',
      { minAgents: 2 },
      ['0 fra: A ok', '0 ams: A fail', '1 aside ams'],
      2,
      '1 of 2 agents says up, 1 needed; ams: refused',
    ],
  ])('%s', (_name, rules, script, seconds, reason) => {
    expect(decidedAfter(one(rules), script, seconds).targets[0]?.reason).toBe(reason);
  });

  it('tells a check that was not heard yet from one that could not be performed', () => {
    const joint = aDomain({ targets: [{ checks: 2 }] });
    expect(decidedAfter(joint, ['0 fra: A ok'], 1).targets[0]?.reason).toBe('no fresh report; fra: no evidence yet');
  });

  it('says disabled', () => {
    const domain = aDomain({ targets: [{}, { ip: '192.0.2.11', disabled: true }] });
    expect(decidedAfter(domain, ['0 fra: A ok, B ok'], 1).targets[1]?.reason).toBe('disabled; 1 of 1 agent says up, 1 needed');
  });

  it('marks the votes that do not count, and only those', () => {
    const script = ['0 lon: A fail', '55 fra: A ok', '55 ams: A ok', '55 osl: A fail', '56 aside lon, osl'];
    const votes = (seconds: number) =>
      decidedAfter(one(), script, seconds).targets[0]?.votes.map(({ agent, aside }) => [agent, aside]);
    expect(votes(57)).toEqual([
      ['lon', 'it lies'],
      ['fra', null],
      ['ams', null],
      ['osl', 'it lies'],
    ]);
    expect(votes(60)?.[0]).toEqual(['lon', null]); // stale: it says nothing anyway
  });

  it('marks the votes that count only as too few others do', () => {
    const script = ['0 lon: A fail', '55 fra: A ok', '56 aside lon, fra'];
    const votes = (seconds: number) =>
      decidedAfter(one(), script, seconds).targets[0]?.votes.map(({ agent, aside, countsDespite }) => [
        agent,
        aside,
        countsDespite,
      ]);
    expect(votes(57)).toEqual([
      ['lon', null, 'it lies'],
      ['fra', null, 'it lies'],
    ]);
    expect(votes(60)?.[0]).toEqual(['lon', null, null]);
  });
});

describe('a decision in one line', () => {
  const two = aDomain();
  it.each<[string, Domain, string[], number, string]>([
    ['all up', two, ['0 fra: A ok, B ok'], 1, '2 of 2 targets up, answering 192.0.2.10 192.0.2.11'],
    ['the only one up', one(), ['0 fra: A ok'], 1, '1 of 1 target up, answering 192.0.2.10'],
    [
      'one down',
      two,
      ['0 fra: A ok, B fail'],
      1,
      '1 of 2 targets up, answering 192.0.2.10 (192.0.2.11:443 down: 0 of 1 agent says up, 1 needed; fra: refused)',
    ],
    [
      'none up',
      two,
      ['0 fra: A fail'],
      1,
      '0 of 2 targets up, answering fallback 192.0.2.254 (192.0.2.10:443 down: 0 of 1 agent says up, 1 needed; fra: refused | 192.0.2.11:443 unknown: no report yet)',
    ],
    [
      'up, but drained',
      two,
      ['0 fra: A ok, B ok', '1 drain A'],
      2,
      '2 of 2 targets up, answering 192.0.2.11 (192.0.2.10:443 up: drain by ops: work; 1 of 1 agent says up, 1 needed)',
    ],
    [
      'held',
      one(hold),
      ['0 fra: A ok'],
      301,
      '1 of 1 target up, answering 192.0.2.10 (192.0.2.10:443 up: no fresh report; fra: silent for 301 s; held up while nobody can say)',
    ],
  ])('%s', (_name, domain, script, seconds, reason) => {
    expect(decidedAfter(domain, script, seconds).reason).toBe(reason);
  });

  it.each<[Decision['source'], string[], string]>([
    ['targets', ['192.0.2.10', '2001:db8::1'], '192.0.2.10 2001:db8::1'],
    ['fallback', ['192.0.2.254'], 'fallback 192.0.2.254'],
    ['all_targets', ['192.0.2.10'], 'every target 192.0.2.10'],
    ['last_good', ['192.0.2.10'], 'the last good 192.0.2.10'],
    ['nodata', [], 'no address'],
    ['servfail', [], 'SERVFAIL'],
  ])('answers from %s', (source, addresses, text) => {
    expect(answerText({ source, addresses })).toBe(text);
  });

  it.each([
    ['192.0.2.10', 443, '192.0.2.10:443'],
    ['2001:db8::1', 443, '[2001:db8::1]:443'],
    ['2001:db8::1', null, '2001:db8::1'],
  ])('calls %s with port %s %s', (ip, port, name) => {
    expect(targetName({ ip, port })).toBe(name);
  });
});

describe('a selection in words', () => {
  it.each<[string, Partial<Rules>, string[], string]>([
    ['all', {}, ['0 fra: A ok'], 'every target that is up'],
    [
      'weighted',
      { select: 'weighted', maxAnswers: 1 },
      ['0 fra: A ok'],
      '1 of those that are up, drawn by weight for each query',
    ],
    ['weighted, all', { select: 'weighted' }, ['0 fra: A ok'], 'all of those that are up, drawn by weight for each query'],
    ['panic', { minHealthy: 2 }, ['0 fra: A ok'], 'only 1 up, fewer than min_healthy 2, so every target in service'],
    [
      'panic',
      { minHealthy: 2, panic: 'fallback' },
      ['0 fra: A ok'],
      'only 1 up, fewer than min_healthy 2, so the fallback addresses',
    ],
    ['fallback', {}, [], 'no target is up, so the fallback addresses'],
    ['all', { allDown: 'all' }, [], 'no target is up, so every target in service'],
    ['last good', { allDown: 'last_good' }, ['0 fra: A ok', '1 fra: A fail'], 'no target is up, so what was last answered'],
    ['nodata', { allDown: 'nodata' }, [], 'no target is up, so no address'],
    ['servfail', { allDown: 'servfail' }, [], 'no target is up, so SERVFAIL'],
  ])('%s', (_name, rules, script, selection) => {
    expect(decidedAfter(aDomain({ rules }), script, 2).selection).toBe(selection);
  });

  it('says that there is no fallback', () => {
    expect(decidedAfter(aDomain({ fallback: [] }), [], 2).selection).toBe('no target is up, and there is no fallback');
  });
});
