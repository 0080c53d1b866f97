import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { CurrentConfig } from '../config/current-config.js';
import { tokenCheck } from '../config/token.js';
import { Attempts } from './attempts.js';
import { Problem } from './problem.js';

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

const bearer = (context: ExecutionContext): string | undefined =>
  /^Bearer +(\S+)$/i.exec(requestOf(context).headers.authorization ?? '')?.[1];

/** Lets read whoever there is, or, where `api.viewer_token` is set, whoever holds it or the operators' token. */
@Injectable()
export class ViewerGuard implements CanActivate {
  constructor(
    private readonly config: CurrentConfig,
    private readonly attempts: Attempts,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { viewerToken, adminToken } = this.config.value.api;
    if (viewerToken === undefined) return true;
    const given = bearer(context);
    const holds = tokenCheck(given);
    const isRight = holds(viewerToken) || (adminToken !== undefined && holds(adminToken));
    if (given !== undefined && this.attempts.judge(requestOf(context), given, isRight)) return true;
    throw new Problem(401, 'reading needs the header "Authorization: Bearer <api.viewer_token>"');
  }
}

/** Lets operators in, who hold `api.admin_token`. */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(
    private readonly config: CurrentConfig,
    private readonly attempts: Attempts,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { adminToken } = this.config.value.api;
    if (adminToken === undefined) throw new Problem(403, 'no operator can sign in: set api.admin_token in the config first');
    const given = bearer(context);
    if (given === undefined) throw new Problem(401, 'this needs the header "Authorization: Bearer <api.admin_token>"');
    const isRight = tokenCheck(given)(adminToken);
    if (!this.attempts.judge(requestOf(context), given, isRight))
      throw new Problem(403, 'the bearer token is not api.admin_token');
    return true;
  }
}
