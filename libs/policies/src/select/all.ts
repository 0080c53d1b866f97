import { type Selector } from './selector.js';

export const selectAll: Selector = (candidates) => ({
  targets: candidates.map(({ target }) => target),
  because: 'every target that is up',
  tier: null,
  until: Number.POSITIVE_INFINITY,
});
