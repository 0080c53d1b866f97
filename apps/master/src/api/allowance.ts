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
    const { perSec, burst } = this.rate;
    const before = this.left.get(caller);
    const amount = before === undefined ? burst : Math.min(burst, before.amount + ((now - before.at) / 1000) * perSec);
    const wanted = Math.min(cost, burst);
    if (amount < wanted) return (wanted - amount) / perSec;
    if (before === undefined && this.left.size >= MAX_KNOWN) this.forget(now);
    this.left.set(caller, { amount: amount - wanted, at: now });
    return null;
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
