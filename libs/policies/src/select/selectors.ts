import { type SelectName } from '../model.js';
import { selectAll } from './all.js';
import { selectPriority } from './priority.js';
import { type Selector } from './selector.js';
import { selectWeighted } from './weighted.js';

/** Every selection there is, by the name that the config uses. */
export const SELECTORS: Readonly<Record<SelectName, Selector>> = {
  all: selectAll,
  priority: selectPriority,
  weighted: selectWeighted,
};
