const MOST = 120;

/** The line (from 1) of a text, short and without its indent; empty: there is none. */
export const excerpt = (text: string, line: number): string => (text.split('\n')[line - 1] ?? '').trim().slice(0, MOST);
