/** What one caller may cost: `perSec` for ever, and up to `burst` at once. */
export interface Rate {
  perSec: number;
  burst: number;
}

/** Callers that are remembered; one that has all of its allowance is as good as unknown. */
const MAX_KNOWN = 10_000;

/** Allowances of many callers, each by itself: who has used up its own takes nothing from the others. */
export class Allowances {
  private readonly left = new Map<string, { amount: number; at: number }>();

  constructor(private readonly rate: Rate) {}

  /** Takes `cost` from the caller's allowance if there is so much left; else says in how many seconds there will be. */
  take(caller: string, cost: number, now: number): number | null {
    const waitSec = this.wait(caller, cost, now);
    if (waitSec !== null) return waitSec;
    if (!this.left.has(caller) && this.left.size >= MAX_KNOWN) this.forget(now);
    this.left.set(caller, { amount: this.amountOf(caller, now) - Math.min(cost, this.rate.burst), at: now });
    return null;
  }

  /** In how many seconds there will be so much left; null: there is. Takes nothing. */
  wait(caller: string, cost: number, now: number): number | null {
    const { perSec, burst } = this.rate;
    const missing = Math.min(cost, burst) - this.amountOf(caller, now);
    return missing > 0 ? missing / perSec : null;
  }

  private amountOf(caller: string, now: number): number {
    const { perSec, burst } = this.rate;
    const before = this.left.get(caller);
    return before === undefined ? burst : Math.min(burst, before.amount + ((now - before.at) / 1000) * perSec);
  }

  /** Those whose allowance has filled up again; where none has, whoever came first. */
  private forget(now: number): void {
    const { perSec, burst } = this.rate;
    for (const [caller, { amount, at }] of this.left) {
      if (amount + ((now - at) / 1000) * perSec >= burst) this.left.delete(caller);
    }
    if (this.left.size >= MAX_KNOWN) this.left.delete(this.left.keys().next().value!);
  }
}
