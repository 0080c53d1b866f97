import { type Vote } from './model.js';
import { describe, expect, it } from 'vitest';
import { compare, type Comparison, nextSuspicion, pathFaults, TRUSTED } from './attribution.js';

const RULES = { timeoutMs: 10_000 };
const vote = (agent: string, value: Vote['value'], at = 0): Vote => ({
  agent,
  value,
  recent: '',
  successes: 0,
  at,
  latencyMs: null,
  reason: null,
  provisional: false,
});
/** `uud` is one target's votes by the agents a, b, c; `?` is none. */
const target = (letters: string): Vote[] =>
  [...letters].flatMap((letter, index) => (letter === '?' ? [] : [vote('abcde'[index] ?? '', letter === 'u' ? 'up' : 'down')]));

function compared(targets: readonly string[], doubted: string[] = []): Record<string, string> {
  const into = new Map<string, Comparison>();
  for (const letters of targets) compare(into, target(letters), 1, RULES, new Set(doubted));
  return Object.fromEntries([...into].map(([agent, { disputed, comparable }]) => [agent, `${disputed}/${comparable}`]));
}

describe('compare', () => {
  it.each<[string, string[], Record<string, string>, string[]?]>([
    ['all agree', ['uuu', 'uuu'], { a: '0/2', b: '0/2', c: '0/2' }],
    ['c calls down what both others call up', ['uud', 'uud', 'uuu'], { a: '0/1', b: '0/1', c: '2/3' }],
    ['what is down for the others is no ground to compare on', ['ddd', 'ddu'], {}],
    ['two agents cannot say which of them lies', ['ud', 'ud'], {}],
    ['an agent that does not vote is not compared', ['uu?', 'uuu'], { a: '0/1', b: '0/1', c: '0/1' }],
    ['a split is no majority', ['uudd'], {}],
    ['of four, three against one', ['uuud'], { a: '0/1', b: '0/1', c: '0/1', d: '1/1' }],
    ['who is doubted is none of the others', ['uudd'], { c: '1/1', d: '1/1' }, ['c', 'd']],
    ['to be trusted again, one other is enough', ['u?u'], { c: '0/1' }, ['c']],
    ['with one of three doubted, only that one has two others', ['uud'], { c: '1/1' }, ['c']],
  ])('%s', (_name, targets, expected, doubted) => {
    expect(compared(targets, doubted)).toEqual(expected);
  });

  it('takes no notice of stale votes', () => {
    const into = new Map<string, Comparison>();
    compare(into, [vote('a', 'up', 20_000), vote('b', 'up', 20_000), vote('c', 'down', 0)], 20_000, RULES, new Set());
    expect(into.has('c')).toBe(false);
  });
});

describe('nextSuspicion', () => {
  const ROUNDS: Record<string, Comparison> = {
    b: { comparable: 4, disputed: 3 },
    c: { comparable: 4, disputed: 0 },
    '-': { comparable: 0, disputed: 0 },
  };
  /** After each round: T(rusted) or S(uspect). */
  const run = (rounds: string): string => {
    let suspicion = TRUSTED;
    return [...rounds]
      .map((letter) => {
        suspicion = nextSuspicion(suspicion, ROUNDS[letter] ?? TRUSTED_ROUND);
        return suspicion.suspect ? 'S' : 'T';
      })
      .join('');
  };
  const TRUSTED_ROUND = { comparable: 1, disputed: 0 };

  it.each([
    ['one bad round is chance', 'bcbcbc', 'TTTTTT'],
    ['two in a row are not', 'bb', 'TS'],
    ['a round without anything to compare neither counts nor breaks a row', 'b-b', 'TTS'],
    ['three clean rounds in a row bring it back', 'bbccc', 'TSSST'],
    ['a bad one between starts anew', 'bbccbccc', 'TSSSSSST'],
  ])('%s', (_name, rounds, expected) => {
    expect(run(rounds)).toBe(expected);
  });

  it.each([
    [2, 2, false, 'fewer than three is no pattern'],
    [3, 6, true, 'half is enough'],
    [3, 7, false, 'less than half is not'],
  ])('%i of %i: %s (%s)', (disputed, comparable, suspect) => {
    const round = { disputed, comparable };
    expect(nextSuspicion(nextSuspicion(TRUSTED, round), round).suspect).toBe(suspect);
  });
});

describe('pathFaults', () => {
  const tagsOf = (agent: string): string[] => ({ a: ['eu'], b: ['eu', 'fast'], c: ['us'], d: ['us'] })[agent] ?? [];
  it.each([
    ['all of a tag against the rest', 'dduu', ['eu']],
    ['one of the tag disagrees', 'uduu', []],
    ['one of the rest agrees with it', 'ddud', []],
    ['nobody else votes', 'dd??', []],
    ['one agent is no tag', '?duu', []],
  ])('%s', (_name, letters, expected) => {
    expect(pathFaults(target(letters), tagsOf)).toEqual(expected);
  });
});
