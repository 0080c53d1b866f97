import { type Chain } from './chain.ts';

/** Who hears what the vantages see and says which targets are answered. All times are milliseconds of virtual time. */
export interface Judge {
  hear(agent: number, target: number, ok: boolean, now: number): void;
  isAnswered(target: number, now: number): boolean;
  /** When an answer may change although nothing is heard; Infinity: never. */
  wakeAt(): number;
}

interface Heard {
  state: number;
  at: number;
}

/** A target is answered while `needed` of the vantages say up; what was last heard `timeoutMs` ago says nothing. */
export class ChainJudge implements Judge {
  private readonly chain: Chain;
  private readonly needed: number;
  private readonly timeoutMs: number;
  private readonly heard: (Heard | undefined)[][];

  constructor(chain: Chain, agents: number, needed: number, timeoutMs: number | null = null, targets = 2) {
    this.chain = chain;
    this.needed = needed;
    this.timeoutMs = timeoutMs ?? Number.POSITIVE_INFINITY;
    this.heard = Array.from({ length: targets }, () => Array.from({ length: agents }, () => undefined));
  }

  hear(agent: number, target: number, ok: boolean, now: number): void {
    const about = this.heard[target];
    if (about === undefined) throw new RangeError(`no target ${target}`);
    const { ok: afterOk, fail: afterFail, start } = this.chain;
    const before = about[agent]?.state ?? start;
    about[agent] = { state: (ok ? afterOk : afterFail)[before] ?? start, at: now };
  }

  isAnswered(target: number, now: number): boolean {
    let up = 0;
    for (const heard of this.heard[target] ?? []) {
      if (heard !== undefined && now < heard.at + this.timeoutMs && this.chain.up[heard.state]) up++;
    }
    return up >= this.needed;
  }

  /** Too early does no harm. */
  wakeAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const about of this.heard)
      for (const heard of about) if (heard !== undefined) next = Math.min(next, heard.at + this.timeoutMs);
    return next;
  }
}
