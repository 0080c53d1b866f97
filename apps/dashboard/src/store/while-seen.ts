/** Runs `work` each `ms` while the page is seen; what was left out while it was hidden is made up for as it is seen again. Returns how to stop. */
export function whileSeen(ms: number, work: () => void): () => void {
  let missed = false;
  const stop = new AbortController();
  const timer = setInterval(() => {
    missed = document.hidden;
    if (!missed) work();
  }, ms);
  const look = (): void => {
    if (document.hidden || !missed) return;
    missed = false;
    work();
  };
  document.addEventListener('visibilitychange', look, { signal: stop.signal });
  return () => {
    clearInterval(timer);
    stop.abort();
  };
}
