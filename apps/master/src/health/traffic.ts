import { Injectable } from '@nestjs/common';
import { Clock } from './clock.js';

const LONGEST_LOOK_MS = 10_000;
const SHORTEST_LOOK_MS = 1000;

/** How many DNS queries come; the room that answers them says how many there were. */
@Injectable()
export class Traffic {
  private count: () => number = () => 0;
  private looks: { at: number; count: number }[] = [];

  constructor(private readonly clock: Clock) {}

  /** `count`: the queries since the start. */
  countedBy(count: () => number): void {
    this.count = count;
  }

  /** Between the looks of the last seconds; 0 at the first. */
  perSecond(): number {
    const look = { at: this.clock.now(), count: this.count() };
    this.looks = this.looks.filter(({ at }) => at >= look.at - LONGEST_LOOK_MS);
    const [first] = this.looks;
    const last = this.looks.at(-1);
    if (last === undefined || look.at >= last.at + SHORTEST_LOOK_MS) this.looks.push(look);
    if (first === undefined || look.at <= first.at) return 0;
    return Math.max(0, Math.round((10_000 * (look.count - first.count)) / (look.at - first.at)) / 10);
  }
}
