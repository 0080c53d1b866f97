const MOST = 120;

/** The line (from 1) of a text, short and without its indent; empty: there is none. */
export function excerpt(text: string, line: number): string {
  const own = (text.split('\n')[line - 1] ?? '').trim();
  return own.length > MOST ? `${own.slice(0, MOST - 1)}…` : own;
}
