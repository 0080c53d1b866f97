import { describe, expect, it, test } from 'vitest';
import type { Agent, Domains } from '../../api/types.js';
import { detail, target, vote } from '../../lib/detail.fixture.js';
import { disputesHint, disputesOf } from './disputes.js';
import { agentsSentence, asideWords, complaints, lossWords, offsetWords, sortedAgents } from './sentence.js';

const NOW = Date.parse('2026-01-02T03:04:00Z');
const agent = (id: string, over: Partial<Agent> = {}): Agent => ({
  id,
  tags: ['eu'],
  named: false,
  state: 'active',
  suspect_vantage: false,
  maintenance: null,
  last_seen: '2026-01-02T03:03:59Z',
  clock_offset_ms: 4,
  lag_ms: 100,
  reports: 10,
  reports_per_min: 6,
  disagreement: { disputed: 0, comparable: 100 },
  targets: 240,
  ...over,
});

test.each([
  [[], 'No agent has reported yet.'],
  [[agent('a')], 'The one agent reports.'],
  [[agent('a'), agent('b')], 'All 2 agents report.'],
  [[agent('a'), agent('syd', { state: 'lost' })], '1 of 2 agents reports. syd is lost.'],
  [
    [agent('a'), agent('b', { state: 'suspect' }), agent('c', { state: 'unseen' })],
    '1 of 3 agents reports. b is silent. c has not come since the start.',
  ],
])('the sentence about %o', (agents, words) => expect(agentsSentence(agents).join(' ')).toBe(words));

it('tells what a loss costs', () => {
  const lost = agent('syd', { state: 'lost', last_seen: '2026-01-02T02:54:00Z' });
  expect(lossWords([agent('a'), lost], NOW)).toMatch(
    /10 min ago\. It is set aside: its votes no longer count\. 240 targets have one vote fewer\.$/,
  );
  expect(lossWords([agent('a')], NOW)).toBe('');
});

it('tells whose votes an operator set aside', () => {
  const said = { scope: 'agent', domain: null, name: 'fra', kind: 'maintenance', who: 'ann', reason: 'disk', applies: true };
  const maintenance = { ...said, since: '2026-01-02T03:00:00Z', until: null };
  expect(asideWords([agent('a')])).toBe('');
  expect(asideWords([agent('a'), agent('fra', { maintenance })])).toBe(
    'fra is in maintenance: its votes are set aside where enough others vote.',
  );
  expect(asideWords(['fra', 'nyc'].map((id) => agent(id, { maintenance })))).toBe(
    'fra and nyc are in maintenance: their votes are set aside where enough others vote.',
  );
});

describe('a row', () => {
  test.each([
    [{}, []],
    [{ clock_offset_ms: 6100 }, ['clock is 6.1 s ahead']],
    [{ clock_offset_ms: -5200 }, ['clock is 5.2 s behind']],
    [{ disagreement: { disputed: 12, comparable: 100 } }, ['calls 12 targets down that most call up']],
    [{ suspect_vantage: true }, ['suspect vantage: it calls down what most others call up']],
  ])('%o is complained about as %o', (over, words) => expect(complaints(agent('a', over))).toEqual(words));

  test.each([
    [4, '+4 ms'],
    [-200, '−0.2 s'],
    [6100, '+6.1 s'],
    [-3_600_000, '−1 h'],
  ])('a clock that is %d ms off reads %s', (ms, words) => expect(offsetWords(ms)).toBe(words));

  it('stands the higher the worse it is', () => {
    const all = [
      agent('a'),
      agent('b', { clock_offset_ms: 9000 }),
      agent('c', { state: 'suspect' }),
      agent('d', { state: 'lost' }),
    ];
    expect(sortedAgents(all, 'state').map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
    expect(sortedAgents(all, 'id').map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});

it('finds where an agent differs from the verdict, and says what that often means', () => {
  const one = detail([target('192.0.2.1', [vote('a', 'down'), vote('b', 'up'), vote('c', 'up')])]);
  const disputes = disputesOf('a', { domains: [one] } as Domains);
  expect(disputes).toEqual([
    { domain: 'webmail.failover', target: '192.0.2.1:443', says: 'down', verdict: 'up', reason: 'refused', others: 2 },
  ]);
  expect(disputesHint(disputes)).toMatch(/^It cannot reach/);
});
