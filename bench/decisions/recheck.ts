/** How many results of one kind an agent has seen in a row. */
export interface Run {
  ok: boolean;
  length: number;
}

export interface Settling {
  rise: number;
  fall: number;
}

export const nextRun = (before: Run | undefined, ok: boolean): Run => ({
  ok,
  length: before?.ok === ok ? before.length + 1 : 1,
});

/** The agent's rule for `fast_interval_sec`: after a result that differs from the last it looks again soon, until `rise` or `fall` is settled. */
export const isSettled = (run: Run, { rise, fall }: Settling): boolean => run.length >= (run.ok ? rise : fall);
