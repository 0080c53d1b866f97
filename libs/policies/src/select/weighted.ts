import { type Selector } from './selector.js';

/** All of them: the draw itself is made for each query. */
export const selectWeighted: Selector = (candidates, _tier, { maxAnswers }) => ({
  targets: candidates.map(({ target }) => target),
  because: `${maxAnswers ?? 'all'} of those that are up, drawn by weight for each query`,
  tier: null,
  until: Number.POSITIVE_INFINITY,
});
