const FRAME_WITHIN_MS = 100;

/** Collects what comes within one frame and hands it over at once; a tab that is hidden, or becomes it, has no frames: a timer stands in. */
export function perFrame<Item>(take: (items: Item[]) => void): (item: Item) => void {
  let waiting: Item[] = [];
  const flush = (): void => {
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    take(items);
  };
  return (item) => {
    waiting.push(item);
    if (waiting.length > 1) return;
    setTimeout(flush, FRAME_WITHIN_MS);
    requestAnimationFrame(flush);
  };
}
