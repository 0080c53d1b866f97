import { expect, it } from 'vitest';
import { tokenCheck } from './token.js';

it.each([
  ['secret', 'secret', true],
  ['secret', 'Secret', false],
  ['secret', 'secret ', false],
  ['', 'secret', false],
  [undefined, 'secret', false],
])('%j for %j: %s', (given, expected, same) => {
  const check = tokenCheck(given);
  expect([check(expected), check(expected), check('another')]).toEqual([same, same, false]);
});
