import { entryKey } from './entry.js';

/** Where an entry of the history was left: how far down, and which link had the focus. */
interface Place {
  y: number;
  link: string | null;
}

const PREFIX = 'place ';
/** How long a page that was left further down may take until it is that long again. */
const PATIENCE_MS = 3000;

const key = (): string => PREFIX + entryKey();
let latest = new AbortController();

export function savePlace(): void {
  const { activeElement: focused } = document;
  const place: Place = { y: Math.round(window.scrollY), link: focused?.closest('main a')?.getAttribute('href') ?? null };
  window.sessionStorage.setItem(key(), JSON.stringify(place));
}

function savedPlace(): Place {
  const text = window.sessionStorage.getItem(key());
  return text === null ? { y: 0, link: null } : (JSON.parse(text) as Place);
}

/**
 * Scrolls to where this entry of the history was left, as soon as the page is long enough, and gives the focus back to the link that
 * was followed; a reader who scrolls or types goes first. `found`: what comes once that is done.
 */
export function restorePlace(found: (link: HTMLElement | null) => void): void {
  const { y, link } = savedPlace();
  const end = performance.now() + PATIENCE_MS;
  // Who goes back again goes first, too.
  latest.abort();
  const stop = (latest = new AbortController());
  for (const event of ['wheel', 'touchstart', 'keydown', 'pointerdown'])
    window.addEventListener(event, () => stop.abort(), { once: true, passive: true, signal: stop.signal });
  const attempt = (): void => {
    if (stop.signal.aborted) return;
    window.scrollTo(0, y);
    const element = link === null ? null : document.querySelector<HTMLElement>(`main a[href="${CSS.escape(link)}"]`);
    const isThere = Math.abs(window.scrollY - y) <= 1 && (link === null || element !== null);
    if (!isThere && performance.now() < end) return void requestAnimationFrame(attempt);
    stop.abort();
    found(element);
  };
  requestAnimationFrame(attempt);
}
