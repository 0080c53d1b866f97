import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Attempts } from './attempts.js';
import { Callers } from './caller.js';

/**
 * Counts keys of agents that nobody has as wrong tokens. A key that opens nothing is let through all the same while there are few:
 * domains without a token do not look at it.
 */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(
    private readonly callers: Callers,
    private readonly attempts: Attempts,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['x-api-key']?.toString();
    if (key === undefined || key === '') return true;
    const isRight = this.callers.opens(key);
    if (isRight !== null) this.attempts.judge(request, key, isRight);
    return true;
  }
}
