import { describe, expect, it } from 'vitest';
import { type CheckResult, type Vote } from './model.js';
import { lastEvidence, nextJointVote, nextVote, valueAt, viewOf } from './vote.js';

const LETTERS: Record<string, CheckResult> = { o: 'ok', x: 'fail', e: 'error' };

/** Runs results one second apart; gives the vote's value after each: u(p) d(own) ?(unknown). */
function values(results: string, rules: { rise?: number; fall?: number; window?: number } = {}): string {
  const all = { timeoutMs: 60_000, rise: 1, fall: 1, window: rules.fall ?? 1, ...rules };
  let vote: Vote | undefined;
  return [...results]
    .map((letter, index) => {
      const at = index * 1000;
      vote = nextVote(vote, { agent: 'fra', result: LETTERS[letter] ?? 'error', at, latencyMs: null, reason: null }, at, all);
      return { up: 'u', down: 'd', unknown: '?' }[vote.value];
    })
    .join('');
}

describe('nextVote', () => {
  it.each([
    // results, rules, votes after each
    ['the first report sets it', 'o', {}, 'u'],
    ['the first report sets it, whatever fall says', 'x', { fall: 3 }, 'd'],
    ['rise 1 and fall 1 follow each result', 'oxoxxo', {}, 'ududdu'],
    ['fall 3 needs three failures', 'oxxx', { fall: 3 }, 'uuud'],
    ['fall 3, window 3: a success between starts anew', 'oxxoxxx', { fall: 3 }, 'uuuuuud'],
    ['fall 2 of the last 4', 'oxoox', { fall: 2, window: 4 }, 'uuuud'],
    ['fall 2 of the last 3: too far apart', 'oxooxo', { fall: 2, window: 3 }, 'uuuuuu'],
    ['rise 3 needs three successes in a row', 'xoooo', { rise: 3 }, 'ddduu'],
    ['rise 3: a failure between starts anew', 'xooxooo', { rise: 3 }, 'ddddddu'],
    ['an error is no evidence', 'oeexeo', {}, 'uuuddu'],
    ['an error neither counts nor breaks a row of failures', 'oxexx', { fall: 3 }, 'uuuud'],
    ['nothing but errors is no vote', 'eee', {}, '???'],
    ['the first evidence after errors sets it', 'eex', { fall: 3 }, '??d'],
  ])('%s', (_name, results, rules, expected) => {
    expect(values(results, rules)).toBe(expected);
  });

  const rules = { timeoutMs: 60_000, rise: 3, fall: 3, window: 3 };
  const seen = (result: CheckResult, at: number) => ({ agent: 'fra', result, at, latencyMs: null, reason: null });

  it('says nothing once it is as old as the timeout, and an error does not keep it fresh', () => {
    const first = nextVote(undefined, seen('ok', 0), 0, rules);
    const then = nextVote(first, seen('error', 59_000), 59_000, rules);
    expect([valueAt(then, 59_999, rules), valueAt(then, 60_000, rules)]).toEqual(['up', 'unknown']);
  });

  it('starts anew after it went stale: counters are cleared and the next report sets it', () => {
    const up = nextVote(undefined, seen('ok', 0), 0, rules);
    expect(nextVote(up, seen('fail', 60_000), 60_000, rules)).toMatchObject({ value: 'down', recent: 'x' });
    expect(nextVote(up, seen('fail', 59_999), 59_999, rules)).toMatchObject({ value: 'up', recent: 'ox' });
  });

  it.each<[string, CheckResult]>([
    ['a result', 'ok'],
    ['an error', 'error'],
  ])('takes no notice of %s that is older than what it knows', (_name, result) => {
    const down = nextVote(undefined, seen('fail', 10_000), 10_000, rules);
    expect(nextVote(down, { ...seen(result, 9_999), reason: 'late' }, 11_000, rules)).toBe(down);
  });

  it('keeps the reason of the last check, and none when it passed', () => {
    const fail = nextVote(undefined, { ...seen('fail', 0), reason: 'refused' }, 0, rules);
    const error = nextVote(fail, { ...seen('error', 1), reason: 'no route' }, 1, rules);
    const ok = nextVote(error, { ...seen('ok', 2), reason: 'nonsense' }, 2, rules);
    expect([fail.reason, error.reason, ok.reason]).toEqual(['refused', 'no route', null]);
  });

  describe('that stands from before the start', () => {
    const before = (value: Vote['value'], recent: string): Vote => ({
      agent: 'fra',
      value,
      recent,
      successes: 0,
      at: 10_000,
      latencyMs: null,
      reason: null,
      provisional: true,
    });
    it.each<[string, Vote, CheckResult, number, Partial<Vote>]>([
      // name, vote, result, when the check ended, the vote at 70 s then
      ['is confirmed by a report', before('up', 'ooo'), 'ok', 20_000, { value: 'up', provisional: false, at: 20_000 }],
      [
        'is confirmed by one that was made before',
        before('up', 'ooo'),
        'ok',
        9_500,
        { value: 'up', provisional: false, at: 9_500 },
      ],
      ['goes on counting', before('up', 'oxx'), 'fail', 20_000, { value: 'down', provisional: false, recent: 'xxx' }],
      ['needs `fall` as ever', before('up', 'ooo'), 'fail', 20_000, { value: 'up', provisional: false, recent: 'oox' }],
      ['is not replaced by what is stale already', before('up', 'ooo'), 'fail', 9_000, { value: 'up', provisional: true }],
      ['is not confirmed by an error', before('up', 'ooo'), 'error', 20_000, { value: 'up', provisional: true, at: 10_000 }],
    ])('%s', (_name, vote, result, at, expected) => {
      expect(nextVote(vote, seen(result, at), 69_000, rules)).toMatchObject(expected);
    });
  });
});

describe('nextJointVote', () => {
  const RULES = { timeoutMs: 60_000, rise: 1, fall: 1, window: 1 };
  /** `0:0o 1:1x`: second, check and result; gives the last vote. */
  function joint(script: string, checks = 2, first?: Vote): Vote | undefined {
    return script.split(' ').reduce<Vote | undefined>((vote, word) => {
      const [, second = '', check = '', letter = ''] = /^(\d+):(\d)(\w)$/.exec(word) ?? [];
      const at = Number(second) * 1000;
      const observation = { agent: 'fra', result: LETTERS[letter] ?? 'error', at, latencyMs: null, reason: letter };
      return nextJointVote(vote, Number(check), checks, observation, at, RULES);
    }, first);
  }

  it.each<[string, string, number, Vote['value']]>([
    // name, what each check says when, seconds, the vote then
    ['unknown while one has never spoken', '0:0o', 1, 'unknown'],
    ['unknown while one could not be performed', '0:0o 1:1e', 1, 'unknown'],
    ['down when one says down, though another never spoke', '0:0x', 1, 'down'],
    ['up when each does', '0:0o 1:1o', 1, 'up'],
    ['down when one says down', '0:0o 1:1x', 1, 'down'],
    ['down while one of two still does', '0:0x 1:1x 2:0o', 2, 'down'],
    ['up again when each is', '0:0o 1:1x 2:1o', 2, 'up'],
    ['up until its oldest part goes stale', '0:0o 30:1o', 59, 'up'],
    ['unknown once its oldest part is stale', '0:0o 30:1o', 60, 'unknown'],
    ['unknown though the other part speaks on', '0:0o 30:1o 61:1o', 61, 'unknown'],
    ['up again when the silent part speaks', '0:0o 30:1o 61:1o 62:0o', 62, 'up'],
    ['down until its newest part that says so goes stale', '0:0x 30:1x', 89, 'down'],
    ['unknown when what said down is stale', '0:0x 30:1o', 60, 'unknown'],
    ['unknown though the other part is up', '0:0x 30:1o 61:1o', 61, 'unknown'],
  ])('%s', (_name, script, seconds, expected) => {
    const vote = joint(script);
    expect(vote && valueAt(vote, seconds * 1000, RULES)).toBe(expected);
  });

  it('is missing, not gone, while a part of it is stale: a vote once given is in the electorate until the grace ends', () => {
    expect(joint('0:0o 30:1o 61:1o')).toMatchObject({ value: 'up', at: 0 });
  });

  it('needs each of three', () => {
    expect(joint('0:0o 0:1o', 3)?.value).toBe('unknown');
    expect(joint('0:0o 0:1o 0:2o', 3)?.value).toBe('up');
  });

  it('shows why it is down', () => {
    expect(joint('0:0o 1:1x')).toMatchObject({ value: 'down', reason: 'x', at: 1000 });
  });

  const single = (value: Vote['value'], provisional = false): Vote => ({
    ...(joint('0:0o', 1) as Vote),
    value,
    provisional,
    at: value === 'unknown' ? Number.NEGATIVE_INFINITY : 0,
  });
  it.each<[string, Vote, string, Partial<Vote>]>([
    // a vote from when there was one check, what is said then, the vote
    ['up, and the first speaks', single('up'), '1:0o', { value: 'up', provisional: true, at: 0 }],
    ['up, and each speaks', single('up'), '1:0o 2:1o', { value: 'up', provisional: false, at: 1000 }],
    ['up, and one says down', single('up'), '1:0x', { value: 'down', provisional: false }],
    ['down, and the first speaks', single('down'), '1:0o', { value: 'down', provisional: true }],
    ['nothing', single('unknown'), '1:0o', { value: 'unknown', provisional: false }],
  ])('lets an earlier vote stand for each check: %s', (_name, first, script, expected) => {
    const { parts: _parts, ...before } = first;
    expect(joint(script, 2, before)).toMatchObject(expected);
  });

  it('is provisional until each check was heard, whoever speaks for all', () => {
    const before = { ...single('up', true), at: 5000 };
    const { parts: _parts, ...restored } = before;
    expect(joint('1:0o', 2, restored)).toMatchObject({ value: 'up', at: 1000, provisional: true });
    expect(joint('1:0o 6:1o', 2, restored)).toMatchObject({ value: 'up', at: 1000, provisional: false });
  });

  it('takes no notice of an observation older than what it knows of that check', () => {
    const vote = joint('10:0x 71:1o');
    const late: Parameters<typeof nextJointVote>[3] = { agent: 'fra', result: 'ok', at: 9000, latencyMs: null, reason: null };
    expect(nextJointVote(vote, 0, 2, late, 80_000, RULES)).toBe(vote);
  });

  it('has evidence as long as any check had', () => {
    expect([joint('5:0o'), joint('5:0o 7:1x')].map((vote) => vote && lastEvidence(vote))).toEqual([5000, 7000]);
  });
});

describe('viewOf', () => {
  const rules = { timeoutMs: 60_000, rise: 1, fall: 3, window: 4 };
  const seen = (result: CheckResult, at: number) => ({ agent: 'fra', result, at, latencyMs: 12, reason: result });
  it('shows counters and age', () => {
    const vote = ['ok', 'fail', 'fail'].reduce<Vote | undefined>(
      (before, result, at) => nextVote(before, seen(result as CheckResult, at), at, rules),
      undefined,
    );
    expect(vote && viewOf(vote, 1002, rules, { aside: 'it lies', countsDespite: null })).toEqual({
      agent: 'fra',
      value: 'up',
      ageMs: 1000,
      failures: 2,
      successes: 0,
      latencyMs: 12,
      reason: 'fail',
      provisional: false,
      aside: 'it lies',
      countsDespite: null,
      recent: 'oxx',
    });
  });

  it('has no age before there was evidence', () => {
    expect(viewOf(nextVote(undefined, seen('error', 5), 5, rules), 9, rules, { aside: null, countsDespite: null })).toMatchObject(
      {
        value: 'unknown',
        ageMs: null,
      },
    );
  });
});
