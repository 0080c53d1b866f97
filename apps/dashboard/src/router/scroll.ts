import { entryKey } from './entry.js';

const PREFIX = 'scroll ';
/** How long a page that was left further down may take until it is that long again. */
const PATIENCE_MS = 3000;

const key = (): string => PREFIX + entryKey();

export function saveScroll(): void {
  window.sessionStorage.setItem(key(), String(Math.round(window.scrollY)));
}

/** Scrolls to where this entry of the history was left, as soon as the page is long enough; a reader who scrolls goes first. */
export function restoreScroll(): void {
  const wanted = Number(window.sessionStorage.getItem(key()) ?? 0);
  const end = performance.now() + PATIENCE_MS;
  const stop = new AbortController();
  for (const event of ['wheel', 'touchstart', 'keydown'])
    window.addEventListener(event, () => stop.abort(), { once: true, passive: true, signal: stop.signal });
  const attempt = (): void => {
    if (stop.signal.aborted) return;
    window.scrollTo(0, wanted);
    if (Math.abs(window.scrollY - wanted) > 1 && performance.now() < end) requestAnimationFrame(attempt);
    else stop.abort();
  };
  requestAnimationFrame(attempt);
}
