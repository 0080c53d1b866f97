import type { State } from '../api/types.js';

export type IconName = State | 'up' | 'down' | 'none' | 'pin' | 'search' | 'agent' | 'list' | 'fork' | 'key' | 'clock' | 'next';

/** A sign of the sprite, hidden from screen readers: the word stands beside it. `tone`: the state whose colour it takes. */
export function Icon({ name, tone }: { name: IconName; tone?: State | undefined }) {
  return (
    <svg class={tone ? `i ${tone}` : 'i'} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}
