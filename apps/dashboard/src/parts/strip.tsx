import { type DayOfStates, type Run, type Shown, stripLabel, stripRuns } from '../lib/strip.js';

/** Where each state stands and how high: it reads in grey too. */
const BOXES: Readonly<Record<Shown, readonly (readonly [y: number, height: number])[]>> = {
  absent: [[18, 1]],
  gap: [[18, 1]],
  healthy: [[17, 3]],
  degraded: [[9, 11]],
  unknown: [[16, 4]],
  frozen: [
    [1, 7.5],
    [11.5, 8.5],
  ],
  fallback: [[1, 19]],
};

/** 24 hours of a domain's states. `now` is of the last change: it does not move each second. `wide`: as wide as there is room. */
export function Strip({ day, now, wide = false }: { day: DayOfStates; now: number; wide?: boolean }) {
  return (
    <svg
      class={wide ? 'strip wide' : 'strip'}
      viewBox="0 0 240 22"
      preserveAspectRatio="none"
      role="img"
      aria-label={stripLabel(day, now)}
    >
      {stripRuns(day.spans, now).flatMap((run) => boxesOf(run))}
    </svg>
  );
}

function boxesOf({ state, x, width }: Run) {
  const kind = state === 'gap' ? 'absent' : state;
  if (state === 'unknown') {
    return <line key={x} class="unknown" x1={x} x2={x + width} y1={18} y2={18} stroke-width={4} stroke-dasharray="2.5 2.5" />;
  }
  return BOXES[state].map(([y, height]) => <rect key={`${x} ${y}`} class={kind} x={x} y={y} width={width} height={height} />);
}
