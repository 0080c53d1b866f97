/**
 * A master's clock that never jumps, as far as this host can know it: each reading was true at some moment of a round trip.
 * A reading moves what is believed only as far as it contradicts it, so that slow replies do no harm.
 */
export class MasterClock {
  /** Theirs minus ours. */
  #offset: number | null = null;

  seen(theirs: number, sentAt: number, receivedAt: number): void {
    const doubt = (receivedAt - sentAt) / 2;
    const offset = theirs - (sentAt + doubt);
    const off = this.#offset === null ? 0 : offset - this.#offset;
    if (this.#offset === null) this.#offset = offset;
    else if (Math.abs(off) > doubt) this.#offset += off - Math.sign(off) * doubt;
  }

  /** When, by `performance.now()`, theirs shows `moment`; null: it was never seen. */
  localOf(moment: number): number | null {
    return this.#offset === null ? null : moment - this.#offset;
  }
}
