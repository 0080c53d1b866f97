import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';

export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const KEY = 'single keys';
/** Single keys can be turned off (WCAG 2.1.4). */
export const singleKeys = signal(window.localStorage.getItem(KEY) !== 'off');
export function setSingleKeys(on: boolean): void {
  singleKeys.value = on;
  window.localStorage.setItem(KEY, on ? 'on' : 'off');
}

/** The last that was mounted is asked first. */
const layers: { current: Keys }[] = [];
const CHORD_MS = 1500;
let chord: { at: number } | null = null;

/**
 * `{ j: …, 'g o': …, Escape: … }`, while the component is there. Off in fields, which Escape leaves, and under dialogs. `isBase`: all
 * others are asked first, also those that were mounted before it, as children are.
 */
export function useKeys(keys: Keys, { isBase = false } = {}): void {
  const layer = useRef(keys);
  layer.current = keys;
  // Not after the next paint: a key that comes before it belongs to what is shown.
  useLayoutEffect(() => {
    if (isBase) layers.unshift(layer);
    else layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, []);
}

const FIELDS = 'input:not([type=radio], [type=checkbox]), textarea, select';
/** What acts on a key by itself. */
const OWN: Readonly<Record<string, string>> = {
  Enter: 'a[href], button, summary, input',
  ArrowUp: 'input',
  ArrowDown: 'input',
};

export function startKeys(): () => void {
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector('dialog[open]')) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.closest(FIELDS)) {
    if (event.key === 'Escape') target.blur();
    return;
  }
  const own = OWN[event.key];
  if (own !== undefined && target?.closest(own)) return;
  if (!singleKeys.peek() && event.key.length === 1) return;
  const name = chord && event.timeStamp - chord.at < CHORD_MS ? `g ${event.key}` : event.key;
  chord = event.key === 'g' && name === 'g' ? { at: event.timeStamp } : null;
  for (const layer of layers.toReversed()) {
    const act = layer.current[name];
    if (!act) continue;
    event.preventDefault();
    act(event);
    return;
  }
}
