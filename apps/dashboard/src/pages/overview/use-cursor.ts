import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useKeys } from '../../shell/keys.js';
import { entryKey } from '../../router/entry.js';
import { navigate } from '../../router/router.js';
import { links } from '../../router/links.js';
import { rowOf } from '../../store/domains.js';

/** Where the cursor stood, by the entry of the browser’s history: Back finds it again. */
const left = new Map<string, string>();

/** The row that the keys act on; it keeps its domain when rows take new places. */
export function useCursor(names: readonly string[], offsets: Float64Array, body: RefObject<HTMLElement | null>) {
  const [cursor, setCursor] = useState<string | null>(() => left.get(entryKey()) ?? null);
  const known = useRef(cursor);
  const point = useRef((domain: string): void => {
    known.current = domain;
    left.set(entryKey(), domain);
    setCursor(domain);
  }).current;

  /** Brings the row into view, and gives its link the focus as soon as it is drawn. */
  const moveTo = (index: number): void => {
    const name = names[index];
    if (name === undefined) return;
    point(name);
    const top = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    const [start, end] = [top + (offsets[index] ?? 0), top + (offsets[index + 1] ?? 0)];
    const margin = window.innerHeight / 4;
    if (start < window.scrollY + margin) window.scrollTo(0, Math.max(0, start - margin));
    else if (end > window.scrollY + window.innerHeight - margin) window.scrollTo(0, end + margin - window.innerHeight);
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(body.current, name)));
  };
  const place = (): number => (known.current === null ? -1 : names.indexOf(known.current));
  const next = (): void => moveTo(Math.min(names.length - 1, place() + 1));
  const previous = (): void => moveTo(Math.max(0, place() - 1));
  const nextInTrouble = (): void => {
    const count = names.length;
    for (let step = 1; step <= count; step++) {
      const index = (Math.max(-1, place()) + step) % count;
      const state = rowOf(names[index] ?? '')?.state;
      if (state !== undefined && state !== 'healthy') return moveTo(index);
    }
  };
  const open = (): void => void (known.current !== null && navigate(links.domain(known.current)));
  useKeys({
    j: next,
    ArrowDown: next,
    k: previous,
    ArrowUp: previous,
    n: nextInTrouble,
    ...(cursor !== null && { Enter: open }),
  });
  return { cursor, point };
}

function focusRow(body: HTMLElement | null, name: string): void {
  const row = [...(body?.querySelectorAll<HTMLElement>('tr[data-domain]') ?? [])].find((one) => one.dataset['domain'] === name);
  row?.querySelector('a')?.focus({ preventScroll: true });
}
