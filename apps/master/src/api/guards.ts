import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { CurrentConfig } from '../config/current-config.js';
import { type MasterConfig } from '../config/master-config.js';
import { tokenCheck } from '../config/token.js';
import { Attempts } from './attempts.js';
import { Problem } from './problem.js';

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

const bearer = ({ headers }: FastifyRequest): string | undefined => /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** Whether what a request shows opens reading; says nothing about how often that was tried. */
export function mayRead(request: FastifyRequest, { viewerToken, adminToken }: MasterConfig['api']): boolean {
  if (viewerToken === undefined) return true;
  const holds = tokenCheck(bearer(request));
  return holds(viewerToken) || (adminToken !== undefined && holds(adminToken));
}

/** Lets read whoever there is, or, where `api.viewer_token` is set, whoever holds it or the operators' token. */
@Injectable()
export class ViewerGuard implements CanActivate {
  constructor(
    private readonly config: CurrentConfig,
    private readonly attempts: Attempts,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { api } = this.config.value;
    if (api.viewerToken === undefined) return true;
    const request = requestOf(context);
    const given = bearer(request);
    if (given !== undefined && this.attempts.judge(request, given, mayRead(request, api))) return true;
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
    const request = requestOf(context);
    const given = bearer(request);
    if (given === undefined) throw new Problem(401, 'this needs the header "Authorization: Bearer <api.admin_token>"');
    const isRight = tokenCheck(given)(adminToken);
    if (!this.attempts.judge(request, given, isRight)) throw new Problem(403, 'the bearer token is not api.admin_token');
    return true;
  }
}
