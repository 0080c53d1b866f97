/**
 * Runs `work` now, or, when it ran less than `pause` ms ago or still runs, once more after that: however often it is called, the last
 * call is followed by a run.
 */
export function soon(pause: number, work: () => Promise<void>): () => void {
  let [running, wanted] = [false, false];
  const run = (): void => {
    running = true;
    wanted = false;
    void work().finally(() => {
      setTimeout(() => {
        running = false;
        if (wanted) run();
      }, pause);
    });
  };
  return () => {
    if (running) wanted = true;
    else run();
  };
}
