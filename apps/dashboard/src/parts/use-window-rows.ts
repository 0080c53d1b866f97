import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { indexAt } from '../lib/offsets.js';

/** Which rows are drawn: those in view and a view more above and below. */
export interface Window {
  first: number;
  /** One after the last. */
  end: number;
}

/**
 * Follows the window's scroll, for a list whose rows begin at `offsets` (see `offsetsOf`) below the top of `body`. Draws anew only when
 * half a view was scrolled.
 */
export function useWindowRows(offsets: Float64Array, body: RefObject<HTMLElement | null>): Window {
  const [span, setSpan] = useState<readonly [top: number, bottom: number]>([0, 2 * window.innerHeight]);
  useLayoutEffect(() => {
    const look = (): void => {
      const view = window.innerHeight;
      const step = view / 2;
      const above = -(body.current?.getBoundingClientRect().top ?? 0);
      const top = Math.floor(above / step) * step - view;
      setSpan((before) => (before[0] === top && before[1] === top + 3.5 * view ? before : [top, top + 3.5 * view]));
    };
    look();
    const stop = new AbortController();
    for (const event of ['scroll', 'resize']) window.addEventListener(event, look, { passive: true, signal: stop.signal });
    return () => stop.abort();
  }, []);
  const count = offsets.length - 1;
  if (count === 0) return { first: 0, end: 0 };
  return { first: indexAt(offsets, span[0]), end: Math.min(count, indexAt(offsets, span[1]) + 1) };
}
