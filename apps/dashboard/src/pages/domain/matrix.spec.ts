import { expect, it, test } from 'vitest';
import { detail, target, vote } from '../../lib/detail.fixture.js';
import { commonNeed, dissentNote, matrixOf, placeOf, verdictWords } from './matrix.js';
import { movedTo } from './moves.js';
import { nearest } from './nearest.js';
import { voteFacts, voteTitle } from './vote-words.js';

const crowd = (count: number, value: 'up' | 'down' = 'up') =>
  Array.from({ length: count }, (_, index) => vote(`a${String(index).padStart(2, '0')}`, value));

it('has a cell for each agent, also for one without a vote, and marks dissent', () => {
  const matrix = matrixOf(
    detail([
      target('192.0.2.1', [vote('fra', 'up'), vote('ams', 'up'), vote('nyc', 'down')]),
      target('192.0.2.2', [vote('ams', 'up')]),
    ]),
  );
  expect(matrix.columns.map(({ agent }) => agent)).toEqual(['ams', 'fra', 'nyc']);
  expect(matrix.rows[0]?.cells.map(({ kind, differs }) => `${kind}${differs ? '!' : ''}`)).toEqual(['up', 'up', 'down!']);
  expect(matrix.rows[1]?.cells.map(({ word }) => word)).toEqual(['up', 'no vote', 'no vote']);
  expect(dissentNote(matrix)).toBe('1 of 3 agents disagrees about 192.0.2.1');
  expect(commonNeed([target('192.0.2.1', crowd(3)), target('192.0.2.2', crowd(3))])).toBe('needs 2 up of 3');
});

test.each([
  [8, false, 8, 0],
  [9, true, 9, 0],
  [40, true, 40, 0],
  [41, true, 1, 40],
])('%i agents: one mark a vote %s, %i columns, %i agree', (count, compact, columns, agree) => {
  const matrix = matrixOf(detail([target('192.0.2.1', [...crowd(count - 1), vote('z', 'down')])]));
  expect([matrix.compact, matrix.columns.length, matrix.rows[0]?.agree]).toEqual([compact, columns, agree]);
});

it('keeps the column of a lost agent, set aside', () => {
  const one = detail([target('192.0.2.1', crowd(2))]);
  const lost = { id: 'syd', state: 'lost', tags: ['apac'], last_seen: null, set_aside: null };
  expect(matrixOf({ ...one, agents: [...one.agents, lost] }).columns.at(-1)).toEqual({
    agent: 'syd',
    note: 'lost, set aside',
    aside: true,
  });
});

it('says of a pinned target what it really is', () => {
  expect(verdictWords({ ...target('192.0.2.1', crowd(5)), service: 'maintenance' })).toEqual({
    word: 'maintenance',
    sign: 'pin',
    sum: 'really up, 5 up of 5',
  });
  expect(verdictWords({ ...target('192.0.2.1', crowd(2)), held: 'silence' }).word).toBe('up, held');
});

it('tells what is behind a vote', () => {
  const one = target('192.0.2.1', [...crowd(4, 'down'), vote('nyc', 'up', { age_ms: 2000, latency_ms: 31, results: 'oo' })]);
  const whole = detail([one]);
  const cell = matrixOf(whole).rows[0]?.cells.at(-1);
  if (cell === undefined) throw new Error('no cell');
  expect(voteTitle(cell, one)).toBe('nyc says up. 4 others say down.');
  expect(voteFacts(cell, one, whole)).toEqual([
    ['Last check', '2 s ago, ok, 31 ms'],
    ['Last 2', 'ok, ok'],
    ['Check', 'tls on port 443 every 5 s'],
    ['Counts?', 'Yes, but 1 up is fewer than 3'],
  ]);
});

it('says of a vote that is needed what it counts despite', () => {
  const one = target('192.0.2.1', [vote('nyc', 'down', { counts_despite: 'maintenance by ann: moves' })]);
  const whole = detail([one]);
  const cell = matrixOf(whole).rows[0]?.cells.find(({ agent }) => agent === 'nyc');
  if (cell === undefined) throw new Error('no cell');
  expect(voteFacts(cell, one, whole).at(-1)).toEqual([
    'Counts?',
    'Yes, as too few others vote, despite: maintenance by ann: moves',
  ]);
});

test.each([
  ['ArrowRight', [0, 0], [0, 1]],
  ['ArrowRight', [0, 2], [0, 2]],
  ['ArrowUp', [0, 1], [0, 1]],
  ['ArrowDown', [0, 1], [1, 1]],
  ['End', [0, 1], [0, 2]],
  ['x', [0, 0], null],
] as const)('%s at %o leads to %o', (key, from, to) =>
  expect(movedTo(key, from, { rows: 2, columns: 3, whole: false })).toEqual(to),
);

it('finds names that are close', () => {
  expect(nearest('webmial.failover', ['mail.example', 'webmail.failover', 'x'])[0]).toBe('webmail.failover');
  expect(nearest('zzz', ['webmail.failover'])).toEqual([]);
});

test.each([
  ['answered', target('192.0.2.1', [vote('a', 'up')]), 'answered'],
  ['the rest is answered', target('192.0.2.1', [vote('a', 'up')], { answered: false }), 'up, not needed now', true],
  ['too few are up', target('192.0.2.1', [vote('a', 'up')], { answered: false }), 'up, but too few are'],
  ['another port of it is down', target('192.0.2.2', [vote('a', 'up')], { answered: false }), 'up, but not on each port', true],
  ['down', target('192.0.2.2', [vote('a', 'down')]), 'left out'],
] as const)('says under an address what becomes of it: %s', (_, one, words, more?) => {
  const others = [
    target('192.0.2.2', [vote('a', 'down')], { port: 80 }),
    ...(more ? [target('192.0.2.3', [vote('a', 'up')])] : []),
  ];
  expect(placeOf(one, [one, ...others])).toBe(words);
});

it('a target that the config disables is not looked at, and asks for nothing', () => {
  const off = target('192.0.2.2', [], { service: 'disabled' });
  expect(commonNeed([target('192.0.2.1', [vote('a', 'up')]), off])).toBe('needs 1 up of 1');
  expect(verdictWords(off)).toEqual({ word: 'disabled', sign: 'pin', sum: 'not checked' });
});

it('a vote from before the start counts, has no age, and its agent is not set aside', () => {
  const votes = [vote('ams', 'up', { provisional: true, age_ms: 0 }), vote('nyc', 'up')];
  const agents = ['ams', 'nyc', 'syd'].map((id) => ({
    ...(detail([]).agents[0] ?? { tags: [], last_seen: null, set_aside: null }),
    id,
    state: id === 'nyc' ? 'active' : 'unseen',
  }));
  const one = target('192.0.2.1', votes);
  const { columns, rows } = matrixOf({ agents, targets: [one] });
  expect(columns.map(({ note, aside }) => `${note} ${aside}`).slice(0, 1)).toEqual(['not since the start false']);
  expect(columns[2]).toMatchObject({ note: 'not since the start', aside: true });
  const cell = rows[0]!.cells[0]!;
  expect(voteFacts(cell, one, detail([one]))[0]).toEqual(['Last check', 'before the start of the master, ok, 8 ms']);
});
