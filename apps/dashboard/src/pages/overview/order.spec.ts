import { expect, test } from 'vitest';
import { heldLayout, layoutOf } from './order.js';
import { row } from './row.fixture.js';

const of = (...names: string[]) =>
  layoutOf(names.map((domain) => row({ domain, state: domain === 'bad' ? 'fallback' : 'healthy' })));
const all = () => true;

test('a row in trouble has two lines', () => expect(of('bad', 'a')).toEqual({ names: ['bad', 'a'], tall: [true, false] }));

test('while it is held the list stays as it was, and counts what would move', () => {
  const before = of('a', 'b', 'c');
  expect(heldLayout(before, of('c', 'a', 'b'), all)).toEqual({ layout: before, moved: 1 });
  expect(heldLayout(before, of('a', 'b', 'c'), all)).toEqual({ layout: before, moved: 0 });
});

test('a row that got worse keeps its one line', () => {
  const before = { names: ['a', 'bad'], tall: [false, false] };
  expect(heldLayout(before, of('bad', 'a'), all).layout).toBe(before);
});

test('a domain that is gone goes', () => {
  expect(heldLayout(of('a', 'b'), of('a'), (name) => name === 'a').layout.names).toEqual(['a']);
});
