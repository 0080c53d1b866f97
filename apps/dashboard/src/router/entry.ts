const FIRST = 'first';

/** Names the entry of the browser’s history that is shown: the one that was not come to from a page of ours is the first. */
export function entryKey(): string {
  const state = window.history.state as { key?: string } | null;
  return state?.key ?? FIRST;
}

export const isFirstEntry = (): boolean => entryKey() === FIRST;

/** The state of another entry. */
export const newEntry = (): { key: string } => ({ key: crypto.randomUUID?.() ?? String(Math.random()) });
