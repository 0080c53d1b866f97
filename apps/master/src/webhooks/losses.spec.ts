import { expect, it } from 'vitest';
import { Losses } from './losses.js';

it('is said at once, then once a minute, with all that were lost since', () => {
  const losses = new Losses();
  const said = [0, 1, 59_999, 60_000, 60_001].map((now) => losses.say('is too old', now));
  expect(said).toEqual([
    'an event is given up: it is too old',
    null,
    null,
    '3 events are given up: the last one is too old',
    null,
  ]);
});
