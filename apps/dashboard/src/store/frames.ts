/** Collects what comes within one frame and hands it over at once; a hidden tab has no frames, so a timer stands in. */
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
    if (document.hidden) setTimeout(flush, 100);
    else requestAnimationFrame(flush);
  };
}
