import { type RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DomainRow } from '../../api/types.js';
import { hasRow } from '../../store/domains.js';
import { heldLayout, type Layout, layoutOf } from './order.js';

/**
 * The layout of the rows. Rows take new places only while nothing of the `list`, its notice included, is hovered or focused and its top
 * is in view, or when `question` (filter and sort) changes; else `moved` counts those that would, and `show` lets them.
 */
export function useHeldLayout(rows: readonly DomainRow[], question: string, list: RefObject<HTMLElement | null>) {
  const shown = useRef<{ question: string; layout: Layout } | null>(null);
  const [, render] = useState(0);
  const wanted = layoutOf(rows);
  const isHeld = shown.current !== null && shown.current.question === question && isInUse(list.current);
  const { layout, moved } =
    isHeld && shown.current ? heldLayout(shown.current.layout, wanted, hasRow) : { layout: wanted, moved: 0 };
  shown.current = { question, layout };
  const show = (): void => {
    shown.current = null;
    if (document.activeElement instanceof HTMLElement && list.current?.contains(document.activeElement))
      document.activeElement.blur();
    render((count) => count + 1);
  };
  // When the pointer leaves, what waited is shown.
  useEffect(() => {
    const element = list.current;
    if (!element || moved === 0) return;
    const look = (): void => void (isInUse(element) || render((count) => count + 1));
    const stop = new AbortController();
    for (const event of ['pointerleave', 'focusout'])
      element.addEventListener(event, () => setTimeout(look), { signal: stop.signal });
    window.addEventListener('scroll', look, { passive: true, signal: stop.signal });
    return () => stop.abort();
  }, [moved > 0]);
  return { layout, moved, show };
}

function isInUse(list: HTMLElement | null): boolean {
  if (!list) return false;
  const isHovered = list.matches(':hover') && window.matchMedia('(hover: hover)').matches;
  return isHovered || list.contains(document.activeElement) || list.getBoundingClientRect().top < 0;
}
