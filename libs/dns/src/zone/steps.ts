/** Work in steps: it yields where others may have a turn, and returns its result. */
export type Steps<T = void> = Generator<void, T, void>;

/** Names handled between two yields: a millisecond or less. */
const NAMES_PER_STEP = 100;

/** Whether the work on the i-th name should be followed by a yield. */
export function isStep(i: number): boolean {
  return i % NAMES_PER_STEP === NAMES_PER_STEP - 1;
}

/** Does all of it now. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
