import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 40;

/**
 * Repeats `condition` until it neither throws nor returns false; resolves to the seconds that it took. When `within`
 * seconds are over, rejects with the condition's last error.
 */
export async function until(condition: () => unknown, { within }: { within: number }): Promise<number> {
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  for (;;) {
    const late = elapsed() >= within;
    try {
      if ((await condition()) !== false) return elapsed();
      if (late) throw new Error('the condition is still false');
    } catch (error) {
      if (!late) {
        await sleep(PAUSE_MS);
        continue;
      }
      if (error instanceof Error) error.message = `not within ${within} s: ${error.message}`;
      throw error;
    }
    await sleep(PAUSE_MS);
  }
}

/** `condition` holds now and at every look for `seconds`. */
export async function always(condition: () => unknown, { during }: { during: number }): Promise<void> {
  const end = performance.now() + during * 1000;
  while (performance.now() < end) {
    if ((await condition()) === false) throw new Error('the condition became false');
    await sleep(PAUSE_MS);
  }
}
