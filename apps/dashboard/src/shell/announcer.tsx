import { signal } from '@preact/signals';
import { Told } from '../parts/told.js';

const PAUSE_MS = 10_000;
const said = signal('');
let [waiting, timer]: [string | null, ReturnType<typeof setTimeout> | undefined] = [null, undefined];

/** Told to screen readers when they have a moment: at most every 10 s, of several the newest. */
export function announce(text: string): void {
  if (timer !== undefined) {
    waiting = text;
    return;
  }
  said.value = text;
  timer = setTimeout(() => {
    timer = undefined;
    if (waiting === null) return;
    const next = waiting;
    waiting = null;
    announce(next);
  }, PAUSE_MS);
}

export function Announcer() {
  return <Told text={said.value} />;
}
