import { lineLook } from './chart-lines.js';

/** How the line of the agent at a place looks: its colour and its dash. */
export function LineSwatch({ place }: { place: number }) {
  const { colour, dash } = lineLook(place);
  return (
    <svg viewBox="0 0 26 8" aria-hidden="true">
      <path class={`c${colour}`} d="M0 4h26" stroke-dasharray={dash.join(' ')} />
    </svg>
  );
}
