import { globSync, renameSync, writeFileSync } from 'node:fs';
import { type World } from './world.js';

/** Of Debian's package `faketime`; its command would stay between a test and the program. */
const [LIBFAKETIME] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');

/**
 * The time of day that a master is told: it may jump, and a week of history is lived in a minute. Timers and ages run as ever, as they
 * are of the clock that nobody can set.
 */
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
      // Looked at with every call.
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  /** From now on it is so many minutes ago; ahead, if they are negative. */
  go(minutesAgo: number): void {
    const seconds = Math.round(-minutesAgo * 60);
    const next = `${this.file}.next`;
    writeFileSync(next, `${seconds < 0 ? '' : '+'}${seconds}\n`);
    renameSync(next, this.file);
  }
}
