/** Where time enters. Everything that decides gets it from here as an argument. */
export class Clock {
  /** Milliseconds of a clock that never jumps and never goes back; its zero means nothing. */
  now(): number {
    return performance.now();
  }

  /** The time of day, for people. */
  wall(): Date {
    return new Date();
  }

  /** When a moment of `now()` was, by today's time of day. */
  wallOf(moment: number): Date {
    return new Date(this.wall().getTime() - (this.now() - moment));
  }

  /** The moment of `now()` that this time of day stands for. */
  momentOf(wall: Date): number {
    return this.now() + (wall.getTime() - this.wall().getTime());
  }
}
