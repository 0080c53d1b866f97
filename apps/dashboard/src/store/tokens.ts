import { computed, effect, signal, type Signal } from '@preact/signals';

/** Kept in sessionStorage: it ends with the tab. */
function kept(name: string): Signal<string | null> {
  const token = signal<string | null>(window.sessionStorage.getItem(name));
  effect(() => {
    if (token.value === null) window.sessionStorage.removeItem(name);
    else window.sessionStorage.setItem(name, token.value);
  });
  return token;
}

/** For reading, where the master asks for one. */
export const viewerToken = kept('viewer token');
/** For operating; it reads too. */
export const operatorToken = kept('operator token');
export const effectiveToken = computed(() => operatorToken.value ?? viewerToken.value);

/** The master refused to be read: the page asks for a token. */
export const needsToken = signal(false);
