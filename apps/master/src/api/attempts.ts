import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { CurrentConfig } from '../config/current-config.js';
import { networkOf } from './address.js';
import { Allowances } from './allowance.js';
import { Problem, retryAfter } from './problem.js';

/** Callers that are remembered: of those whose token was right, and of those whose token was wrong. */
const MAX_KNOWN = 10_000;

/**
 * Counts wrong tokens by address, so that none can be found by trying. Who has too many is not told any more whether the next one is
 * right; whoever had shown a right one before goes on, as others may be at the same address. A wrong one that comes again finds
 * nothing, so it counts once: an agent with an old token locks nobody out.
 */
@Injectable()
export class Attempts {
  private readonly key = randomBytes(32);
  private readonly right = new Set<string>();
  private readonly wrong = new Set<string>();
  private failures: Allowances;

  constructor(config: CurrentConfig) {
    this.failures = allowancesOf(config.value.api.rateLimit.failuresPerMinute);
    config.onChange(({ api }, previous) => {
      const { failuresPerMinute } = api.rateLimit;
      if (failuresPerMinute !== previous.api.rateLimit.failuresPerMinute) this.failures = allowancesOf(failuresPerMinute);
    });
  }

  /** Tells whether a token is right, as `isRight` finds; throws when it may not be looked at. */
  judge(request: Pick<FastifyRequest, 'ip'>, token: string, isRight: boolean, now = performance.now()): boolean {
    const address = networkOf(request.ip);
    const caller = `${address} ${createHmac('sha256', this.key).update(token).digest('base64')}`;
    const known = isRight ? this.right : this.wrong;
    if (known.has(caller)) return isRight;
    const waitSec = this.failures.wait(address, 1, now);
    if (waitSec !== null) throw tooMany(waitSec);
    if (known.size >= MAX_KNOWN) known.delete(known.values().next().value!);
    known.add(caller);
    if (!isRight) this.failures.take(address, 1, now);
    return isRight;
  }
}

const allowancesOf = (perMinute: number): Allowances => new Allowances({ perSec: perMinute / 60, burst: perMinute });

const tooMany = (waitSec: number): Problem =>
  new Problem(429, 'too many wrong tokens came from this address: look at the token, and wait', {}, retryAfter(waitSec));
