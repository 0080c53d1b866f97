const MINUTE_MS = 60_000;

/** How much came within the last minute: the whole of this one, and of the one before the part that is not a minute ago yet. */
export class Rate {
  private minute = 0;
  private now = 0;
  private before = 0;

  /** `at`: milliseconds on a clock that never goes back. */
  add(count: number, at: number): void {
    this.turn(at);
    this.now += count;
  }

  perMinute(at: number): number {
    this.turn(at);
    return this.now + this.before * (1 - (at % MINUTE_MS) / MINUTE_MS);
  }

  private turn(at: number): void {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute === this.minute) return;
    this.before = minute === this.minute + 1 ? this.now : 0;
    this.now = 0;
    this.minute = minute;
  }
}
