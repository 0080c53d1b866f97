import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { MassFailureBrake } from './brake.js';
import { Clock } from './clock.js';
import { Overrides } from './overrides.js';

const LOOK_EVERY_MS = 1000;
/** What is less is a clock that is being set right little by little. */
const JUMP_MS = 1000;

/**
 * Notices when the time of day is set. No decision hangs on it; what is written with a time of day, so that it outlives a restart, is
 * written anew: two hours of maintenance are two hours, whatever the clock does meanwhile.
 */
@Injectable()
export class ClockWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Clock');
  private readonly listeners = new Set<() => void>();
  private offset: number;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly overrides: Overrides,
    private readonly brake: MassFailureBrake,
  ) {
    this.offset = this.offsetNow();
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Calls `listener` when overrides and the brake have other times of day than before. */
  onJump(listener: () => void): void {
    this.listeners.add(listener);
  }

  look(): void {
    const now = this.offsetNow();
    const ms = now - this.offset;
    this.offset = now;
    if (Math.abs(ms) < JUMP_MS) return;
    const seconds = Math.abs(ms / 1000).toFixed(1);
    this.log.warn(`the time of day went ${seconds} s ${ms > 0 ? 'ahead' : 'back'} at once; no decision hangs on it`);
    this.overrides.shift(ms);
    this.brake.shift(ms);
    for (const listener of this.listeners) listener();
  }

  private offsetNow(): number {
    return this.clock.wall().getTime() - this.clock.now();
  }
}
