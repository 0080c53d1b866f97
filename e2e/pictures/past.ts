import { globSync, writeFileSync } from 'node:fs';
import { type World } from '../harness/world.js';

const [LIBFAKETIME] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');

/** The time of day that a master is told, so that its day of history is lived in a minute. Its timers run as ever. */
export class Past {
  private readonly file: string;

  constructor(world: World, hoursAgo: number) {
    this.file = world.file('time-of-day', '');
    this.go(hoursAgo * 60);
  }

  get env(): NodeJS.ProcessEnv {
    if (LIBFAKETIME === undefined) throw new Error('libfaketime is missing: apt install faketime');
    return {
      LD_PRELOAD: LIBFAKETIME,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  /** From now on it is so many minutes ago. */
  go(minutesAgo: number): void {
    writeFileSync(this.file, minutesAgo === 0 ? '+0\n' : `-${Math.round(minutesAgo * 60)}\n`);
  }
}
