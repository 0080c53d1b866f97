import { setImmediate } from 'node:timers/promises';
import { type Steps } from '../zone/steps.js';

/** Longest run without giving others a turn, in milliseconds. */
const TURN_MS = 5;

/** Does the work in turns of a few milliseconds, so that this thread's timers and requests are not held up. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - since < TURN_MS) continue;
    await setImmediate();
    since = performance.now();
  }
}
