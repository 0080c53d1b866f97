import { useLayoutEffect, useRef } from 'preact/hooks';
import { useKeys } from '../../shell/keys.js';

interface Props {
  /** The element it is about. */
  beside: () => HTMLElement | null;
  /** Changes with that element. */
  at: string;
  title: string;
  facts: readonly (readonly [string, string])[];
  onStay: () => void;
  onLeave: () => void;
  onClose: () => void;
}

const GAP = 6;
const MARGIN = 8;

/** Details beside a cell, inside the window; stays under the pointer, and Esc closes it (WCAG 1.4.13). */
export function Tip({ beside, at, title, facts, onStay, onLeave, onClose }: Props) {
  const element = useRef<HTMLDivElement>(null);
  useKeys({ Escape: onClose });
  useLayoutEffect(() => {
    const place = (): void => {
      const [tip, cell] = [element.current, beside()];
      if (tip === null || cell === null) return;
      const around = cell.getBoundingClientRect();
      const { width, height } = tip.getBoundingClientRect();
      const left = Math.max(MARGIN, Math.min(around.left, document.documentElement.clientWidth - width - MARGIN));
      const fits = around.bottom + GAP + height <= window.innerHeight - MARGIN;
      tip.style.left = `${left}px`; // set by script: the policy forbids style attributes in markup alone
      tip.style.top = `${fits ? around.bottom + GAP : around.top - GAP - height}px`;
    };
    place();
    const stop = new AbortController();
    for (const event of ['scroll', 'resize'])
      window.addEventListener(event, place, { passive: true, capture: true, signal: stop.signal });
    return () => stop.abort();
  }, [at, title]);
  return (
    <div ref={element} id="vote-tip" class="tip floating" role="tooltip" onMouseEnter={onStay} onMouseLeave={onLeave}>
      <b>{title}</b>
      <dl>{facts.map(([term, words]) => [<dt key={term}>{term}</dt>, <dd key={`${term} `}>{words}</dd>])}</dl>
    </div>
  );
}
