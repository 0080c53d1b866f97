/** `/regex/` with the flags i, m, s, u, else the text itself. Null where it starts as a pattern and is none. */
export function expectationOf(text: string): string | RegExp | null {
  const [, source, flags] = /^\/(.+)\/([imsu]*)$/s.exec(text) ?? [];
  if (source === undefined) return text;
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}

/** `200-299,301` as pairs of the first and the last; null when it is none. */
export function statusRangesOf(text: string): [number, number][] | null {
  const ranges = text.split(',').map((part) => /^\s*([1-5]\d\d)(?:\s*-\s*([1-5]\d\d))?\s*$/.exec(part));
  if (!ranges.every((range) => range !== null)) return null;
  const pairs = ranges.map(([, first, last]): [number, number] => [Number(first), Number(last ?? first)]);
  return pairs.every(([first, last]) => first <= last) ? pairs : null;
}
