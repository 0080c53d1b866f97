const SAID_EVERY_MS = 60_000;

/** What is said of events that are given up: at once, then once a minute. */
export class Losses {
  private unsaid = 0;
  private saidAt = Number.NEGATIVE_INFINITY;

  /** One more is lost; null: nothing is to be said now. */
  say(why: string, now = performance.now()): string | null {
    this.unsaid++;
    if (now < this.saidAt + SAID_EVERY_MS) return null;
    const { unsaid } = this;
    this.saidAt = now;
    this.unsaid = 0;
    return unsaid === 1 ? `an event is given up: it ${why}` : `${unsaid} events are given up: the last one ${why}`;
  }
}
