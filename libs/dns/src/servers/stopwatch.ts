import { COUNTER, RESPONSE_BOUNDS, TIMED_EVERY } from '../stats/counters.js';

/** Times one message of TIMED_EVERY, so that reading the clock costs the others nothing but a comparison. */
export class Stopwatch {
  private left = TIMED_EVERY;
  private began = 0;
  private readonly counters: Float64Array;

  constructor(counters: Float64Array) {
    this.counters = counters;
  }

  /** Is the message that is about to be answered timed? */
  starts(): boolean {
    if (--this.left > 0) return false;
    this.left = TIMED_EVERY;
    this.began = performance.now();
    return true;
  }

  stop(): void {
    const seconds = (performance.now() - this.began) / 1000;
    let at = 0;
    while (at < RESPONSE_BOUNDS.length && seconds > RESPONSE_BOUNDS[at]!) at++;
    this.counters[COUNTER.RESPONSES + at]!++;
    this.counters[COUNTER.RESPONSE_SECONDS]! += seconds;
  }
}
