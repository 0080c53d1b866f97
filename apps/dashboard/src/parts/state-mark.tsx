import type { State } from '../api/types.js';
import { Icon } from './icon.js';

/** Shape, word and colour. `badge`: with a ground, once a page. */
export function StateMark({ state, badge = false }: { state: State; badge?: boolean }) {
  return (
    <span class={`state ${state}${badge ? ' badge' : ''}`}>
      <Icon name={state} />
      <span>{state}</span>
    </span>
  );
}
