import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { CurrentConfig } from '../config/current-config.js';
import { networkOf } from './address.js';
import { Allowances } from './allowance.js';
import { Problem, retryAfter } from './problem.js';

/** Callers whose token was right lately. */
const MAX_PROVEN = 1000;

/**
 * Counts wrong tokens by address, so that none can be found by trying. Who has too many is not told any more whether the next one is
 * right; whoever had shown a right one before goes on, as others may be at the same address.
 */
@Injectable()
export class Attempts {
  private readonly key = randomBytes(32);
  private readonly proven = new Set<string>();
  private failures: Allowances;

  constructor(config: CurrentConfig) {
    this.failures = allowancesOf(config.value.api.rateLimit.failuresPerMinute);
    config.onChange(({ api }, previous) => {
      const { failuresPerMinute } = api.rateLimit;
      if (failuresPerMinute !== previous.api.rateLimit.failuresPerMinute) this.failures = allowancesOf(failuresPerMinute);
      this.proven.clear();
    });
  }

  /** Tells whether a token is right, as `isRight` finds; throws when it may not be looked at. */
  judge(request: FastifyRequest, token: string, isRight: boolean, now = performance.now()): boolean {
    const address = networkOf(request.ip);
    const caller = `${address} ${createHmac('sha256', this.key).update(token).digest('base64')}`;
    if (isRight && this.proven.has(caller)) return true;
    const waitSec = this.failures.wait(address, 1, now);
    if (waitSec !== null) throw tooMany(waitSec);
    if (isRight) this.remember(caller);
    else this.failures.take(address, 1, now);
    return isRight;
  }

  private remember(caller: string): void {
    if (this.proven.size >= MAX_PROVEN) this.proven.delete(this.proven.values().next().value!);
    this.proven.add(caller);
  }
}

const allowancesOf = (perMinute: number): Allowances => new Allowances({ perSec: perMinute / 60, burst: perMinute });

const tooMany = (waitSec: number): Problem =>
  new Problem(429, 'too many wrong tokens came from this address: look at the token, and wait', {}, retryAfter(waitSec));
