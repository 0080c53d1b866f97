import { describe, expect, it } from 'vitest';
import { policyOf, RULES } from './decide.fixture.js';
import { type Aside, type Rules, type Vote } from './model.js';
import { isMember, leftOut, tally, verdict, voteUntil } from './verdict.js';

const NOW = 100_000;
const STALE = NOW - RULES.timeoutMs;
const VALUES: Record<string, Partial<Vote>> = {
  u: { value: 'up', at: NOW - 1 },
  d: { value: 'down', at: NOW - 1 },
  m: { value: 'up', at: STALE },
  M: { value: 'down', at: STALE },
  e: { value: 'unknown', at: Number.NEGATIVE_INFINITY },
};
/** `uudm`: the votes of agents 0, 1, 2, 3; m: one that went stale as up, M: as down, e: one that never could check. */
const votes = (letters: string): Vote[] =>
  [...letters].map((letter, index) => ({
    agent: String(index),
    value: 'unknown',
    recent: '',
    successes: 0,
    at: NOW,
    latencyMs: null,
    reason: null,
    provisional: false,
    ...VALUES[letter],
  }));
const counted = (letters: string, change: Partial<Rules>, aside: readonly Aside[] = []) => {
  const rules = { ...RULES, ...change };
  return tally(policyOf(rules.policy), votes(letters), NOW, rules, aside);
};
const says = (letters: string, change: Partial<Rules>, aside: readonly Aside[] = []) => verdict(counted(letters, change, aside));

const hold = { onSilence: 'hold' } as const;
const two = { votes: 2 };

describe('verdict', () => {
  it.each<[string, Partial<Rules>, string]>([
    // votes, rules, what they say
    ['', {}, 'silent'],
    ['e', {}, 'silent'],
    ['', { minAgents: 0 }, 'silent'],
    ['m', {}, 'silent'],
    ['ud', {}, 'up'],
    ['dd', {}, 'down'],
    ['ud', { policy: 'quorum' }, 'down'],
    ['uud', { policy: 'quorum' }, 'up'],
    ['ud', { policy: 'all' }, 'down'],
    ['uu', { policy: 'all' }, 'up'],
    ['udd', { policy: 'priority' }, 'up'],
    ['dm', hold, 'undecided'],
    ['dM', hold, 'undecided'], // nobody knows what a missing vote would say
    ['mm', hold, 'undecided'],
    ['um', hold, 'up'],
    ['udm', { ...hold, policy: 'quorum' }, 'undecided'],
    ['uum', { ...hold, policy: 'quorum' }, 'up'],
    ['ddm', { ...hold, policy: 'quorum' }, 'down'],
    ['um', { ...hold, policy: 'all' }, 'undecided'],
    ['udm', { ...hold, policy: 'all' }, 'down'],
    ['u', { minAgents: 2 }, 'silent'],
    ['um', { minAgents: 2 }, 'silent'],
    ['um', { ...hold, minAgents: 2 }, 'up'],
    // One alone could never say up by a quorum of two: if it fell silent for the other, that would be down.
    ['u', { policy: 'quorum', quorum: two }, 'silent'],
    ['d', { ...hold, policy: 'quorum', quorum: two }, 'silent'],
    ['ud', { policy: 'quorum', quorum: two }, 'down'],
  ])('%s with %o: %s', (letters, change, said) => {
    expect(says(letters, change)).toBe(said);
  });
});

/** SPEC 3.3 in other words: a missing vote may fall either way; what holds in every such world is said, and what holds in none. */
function inEveryWorld(up: number, down: number, missing: number, enough: number, needed: (n: number) => number): string {
  const n = up + down + missing;
  if (n === 0 || n < enough) return 'silent';
  const worlds = Array.from({ length: missing + 1 }, (_, more) => up + more >= needed(n));
  if (worlds.every(Boolean)) return 'up';
  return worlds.some(Boolean) ? 'undecided' : 'down';
}

const first = (isEnough: (k: number) => boolean): number => [1, 2, 3, 4, 5].find(isEnough) ?? 6;
const policies: [string, Partial<Rules>, (n: number) => number, number][] = [
  // policy, rules, k of n, voters without whom nobody could say up
  ['any', { policy: 'any' }, () => 1, 0],
  ['priority', { policy: 'priority' }, () => 1, 0],
  ['all', { policy: 'all' }, (n) => n, 0],
  ['quorum', { policy: 'quorum' }, (n) => first((k) => 2 * k > n), 0],
  ...[1, 2, 3, 4, 5].map((count): [string, Partial<Rules>, () => number, number] => [
    `quorum ${count}`,
    { policy: 'quorum', quorum: { votes: count } },
    () => count,
    count,
  ]),
  ...[1, 34, 50, 60, 100].map((percent): [string, Partial<Rules>, (n: number) => number, number] => [
    `quorum ${percent}%`,
    { policy: 'quorum', quorum: { percent } },
    (n) => first((k) => 100 * k >= percent * n),
    0,
  ]),
];
const counts = [0, 1, 2, 3, 4, 5];
const triples = counts
  .flatMap((u) => counts.flatMap((d) => counts.map((m) => [u, d, m] as const)))
  .filter(([u, d, m]) => u + d + m <= 5);

describe.each(policies)('every (u, d, m) with n ≤ 5: %s', (_name, change, needed, reachable) => {
  it.each(['fallback', 'hold'] as const)('on_silence: %s', (onSilence) => {
    expect(triples).toHaveLength(56);
    for (const minAgents of [1, 2, 3]) {
      for (const [u, d, m] of triples) {
        const letters = 'u'.repeat(u) + 'd'.repeat(d) + 'mMmMm'.slice(0, m);
        const expected = inEveryWorld(u, d, onSilence === 'hold' ? m : 0, Math.max(minAgents, reachable), needed);
        expect([letters, minAgents, says(letters, { ...change, onSilence, minAgents })]).toEqual([letters, minAgents, expected]);
      }
    }
  });
});

describe('votes that are set aside', () => {
  const suspect = (agent: string): Aside => ({ agent, because: 'suspect vantage', why: 'it lies', until: null });
  const resting = (agent: string): Aside => ({ agent, because: 'maintenance', why: 'work', until: null });
  it.each<[string, Partial<Rules>, Aside[], [number, number, number, number]]>([
    // votes, rules, who, up, down, missing, aside
    ['udu', {}, [suspect('1')], [2, 0, 0, 1]],
    ['ud', {}, [suspect('1')], [1, 0, 0, 1]], // it was found out while more voted
    ['ud', { attribution: 'on' }, [suspect('1')], [1, 0, 0, 1]],
    ['ud', { minAgents: 2 }, [suspect('1')], [1, 1, 0, 0]],
    ['d', {}, [suspect('0')], [0, 1, 0, 0]],
    ['d', {}, [resting('0')], [0, 1, 0, 0]],
    ['udu', { attribution: 'off' }, [suspect('1')], [2, 1, 0, 0]],
    ['ud', { attribution: 'off' }, [resting('1')], [1, 0, 0, 1]],
    ['udu', { attribution: 'off' }, [resting('0'), suspect('1')], [1, 1, 0, 1]],
    ['udu', { minAgents: 3 }, [suspect('1')], [2, 1, 0, 0]], // never below min_agents
    ['udu', { policy: 'quorum', quorum: { votes: 3 } }, [suspect('1')], [2, 1, 0, 0]],
    ['udd', {}, [suspect('0'), suspect('1'), suspect('2')], [1, 2, 0, 0]],
    ['udm', hold, [suspect('2')], [1, 1, 0, 1]],
    ['udm', {}, [suspect('2')], [1, 1, 0, 0]],
    ['udu', {}, [suspect('9')], [2, 1, 0, 0]],
  ])('%s with %o', (letters, change, aside, [up, down, missing, out]) => {
    expect(counted(letters, change, aside)).toMatchObject({ up, down, missing, aside: out, electorate: up + down + missing });
  });

  it('names those that a tally left out', () => {
    const aside = [resting('0'), suspect('1')];
    const rules = { ...RULES, attribution: 'off' } as const;
    expect(leftOut(counted('udu', rules, aside), aside, rules)).toEqual([resting('0')]);
    expect(leftOut(counted('e', RULES, aside), aside, RULES)).toEqual([]);
  });
});

describe('a vote in the electorate', () => {
  it.each<[string, Partial<Rules>, number, boolean, number]>([
    // on silence, rules, age, is it a member, when that (or its freshness) ends
    ['fallback: fresh', {}, 59_999, true, 60_000],
    ['fallback: stale', {}, 60_000, false, Number.POSITIVE_INFINITY],
    ['hold: fresh', hold, 59_999, true, 60_000],
    ['hold: stale', hold, 60_000, true, 300_000],
    ['hold: within the grace', hold, 299_999, true, 300_000],
    ['hold: the grace ended', hold, 300_000, false, Number.POSITIVE_INFINITY],
    ['hold: a grace below the timeout', { ...hold, agentGraceMs: 1000 }, 59_999, true, 60_000],
    ['hold: a grace below the timeout ended with it', { ...hold, agentGraceMs: 1000 }, 60_000, false, Number.POSITIVE_INFINITY],
  ])('%s', (_name, change, age, isIn, until) => {
    const vote = { ...votes('u')[0], at: 0 } as Vote;
    const rules = { ...RULES, ...change };
    expect([isMember(vote, age, rules), voteUntil(vote, age, rules)]).toEqual([isIn, until]);
  });

  it('is none before it said something', () => {
    const [vote] = votes('e');
    expect([0, NOW].map((at) => isMember({ ...vote, at } as Vote, NOW, { ...RULES, ...hold }))).toEqual([false, false]);
  });
});
