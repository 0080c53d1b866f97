import { computed, signal } from '@preact/signals';
import { keepFocus } from '../shell/focus.js';
import { isFirstEntry, newEntry } from './entry.js';
import { restorePlace, savePlace } from './place.js';

const here = (): URL => new URL(window.location.href);
const url = signal<URL>(new URL('http://unknown/'));

/** The path that is shown, and its query; both follow the address bar. */
export const path = computed(() => url.value.pathname.replace(/(.)\/+$/, '$1'));
export const query = computed(() => url.value.searchParams);

export function startRouter(): void {
  window.history.scrollRestoration = 'manual';
  url.value = here();
  window.addEventListener('popstate', () => {
    url.value = here();
    restorePlace((link) => (link === null ? keepFocus() : link.focus({ preventScroll: true })));
  });
  window.addEventListener('pagehide', savePlace);
  document.addEventListener('click', followLink);
  restorePlace(() => undefined);
}

/** `replace`: what is typed into a filter should not fill the history of the browser. */
export function navigate(to: string, { replace = false } = {}): void {
  const target = new URL(to, window.location.href);
  if (target.href === window.location.href) return;
  const isOtherPage = target.pathname !== window.location.pathname;
  savePlace();
  if (replace) window.history.replaceState(window.history.state, '', target);
  else window.history.pushState(newEntry(), '', target);
  url.value = here();
  if (isOtherPage) arriveAt(target.hash);
}

/** Sets some keys of the query and leaves the others; null takes a key away. */
export function setQuery(changes: Readonly<Record<string, string | null>>, options?: { replace?: boolean }): void {
  const next = new URLSearchParams(query.peek());
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(key);
    else next.set(key, value);
  }
  const text = next.toString();
  navigate(`${path.peek()}${text ? `?${text}` : ''}`, options);
}

/** To the page of ours that was shown before; where there is none, to the overview. */
export const goBack = (): void => (isFirstEntry() ? navigate('/') : window.history.back());

/** Links stay plain `<a href>`: those to a page of ours are followed here, all others by the browser. */
function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target || link.hasAttribute('download') || link.origin !== window.location.origin) return;
  if (/^\/(api|docs|health|metrics)(\/|$)/.test(link.pathname)) return;
  const { hash } = link;
  if (hash && link.pathname === window.location.pathname && link.search === window.location.search) return;
  event.preventDefault();
  navigate(link.href);
}

/** The top of a new page, and the focus on its content, as a browser does for a new document. */
function arriveAt(hash: string): void {
  requestAnimationFrame(() => {
    const part = hash ? document.getElementById(hash.slice(1)) : null;
    if (part) part.scrollIntoView();
    else window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  });
}
