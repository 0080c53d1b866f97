import { type LoggerService } from '@nestjs/common';
import { Subject } from 'rxjs';

export type Channel = 'tasks' | 'reports';

/**
 * Whether a master can be reached; says so once when it is lost and once when it is back.
 * Any HTTP reply counts as reached, whatever its status.
 */
export class Availability {
  /** Emits a channel that works again: what waits on the other one need not wait out its backoff. */
  readonly back = new Subject<Channel>();
  readonly #failing = new Set<Channel>();
  #lostAt = 0;

  constructor(
    private readonly name: string,
    private readonly log: Pick<LoggerService, 'log' | 'warn'>,
  ) {}

  get isLost(): boolean {
    return this.#failing.size > 0;
  }

  failed(channel: Channel, cause: unknown): void {
    if (this.#failing.size === 0) {
      this.#lostAt = performance.now();
      this.log.warn(`${this.name}: lost (${describeFailure(cause)}); probing goes on with the last tasks`);
    }
    this.#failing.add(channel);
  }

  succeeded(channel: Channel): void {
    if (!this.#failing.delete(channel)) return;
    if (this.#failing.size === 0) {
      this.log.log(`${this.name}: back after ${((performance.now() - this.#lostAt) / 1000).toFixed(1)} s`);
    }
    this.back.next(channel);
  }
}

/** A failed request in few words: the code of the error beneath where there is one. */
export function describeFailure(cause: unknown): string {
  const { code, name, message } = cause as NodeJS.ErrnoException;
  if (name === 'TimeoutError') return 'no reply in time';
  return typeof code === 'string' ? (message && !message.includes(code) ? `${code}: ${message}` : message || code) : message;
}
