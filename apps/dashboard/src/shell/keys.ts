import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

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

/** `{ j: …, 'g o': …, Escape: … }`, while the component is there. Off in fields and under dialogs, but Escape in fields. */
export function useKeys(keys: Keys): void {
  const layer = useRef(keys);
  layer.current = keys;
  useEffect(() => {
    layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, []);
}

export function startKeys(): () => void {
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector('dialog[open]')) return;
  const isField =
    event.target instanceof Element && event.target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select');
  if (isField && event.key !== 'Escape') return;
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
