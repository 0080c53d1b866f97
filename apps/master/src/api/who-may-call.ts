import { applyDecorators, type CanActivate, type Type, UseGuards } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import { ClientCertificateGuard } from './client-certificate.guard.js';
import { OperatorGuard, ViewerGuard } from './guards.js';
import { KeyGuard } from './key.guard.js';
import { Problems } from './problem.js';

/** Names of security schemes in the document. */
export const BEARER = 'bearer';
export const AGENT_KEY = 'agent';

const TOO_MUCH = 'more comes than one caller needs, or too many wrong tokens came from its address (Retry-After)';
const NO_OPERATOR = 'no api.admin_token is set, or it is another';

const guarded = (guards: Type<CanActivate>[], security: string[], problems: Record<number, string>) =>
  applyDecorators(
    UseGuards(...guards),
    ...security.map((name) => ApiSecurity(name === '' ? ({} as never) : name)),
    Problems({ ...problems, 429: TOO_MUCH }),
  );

/** Whoever there is, or who holds `api.viewer_token` where it is set. One row a kind of caller: what lets it in, and what the document says. */
export const ForViewers = () => guarded([ViewerGuard], ['', BEARER], { 401: 'a viewer’s token is needed' });

export const ForOperators = () => guarded([OperatorGuard], [BEARER], { 401: 'an operator’s token is needed', 403: NO_OPERATOR });

/** Viewers, but operators alone for some bodies, which `guard` knows. */
export const ForOperatorsBy = (guard: Type<OperatorGuard>) =>
  guarded([guard], ['', BEARER], { 401: 'a token is needed', 403: NO_OPERATOR });

export const ForAgents = () =>
  guarded([KeyGuard, ClientCertificateGuard], ['', AGENT_KEY], {
    401: 'the API asks for a client certificate, and none or a wrong one was shown',
    403: 'the key or the certificate is another’s',
  });
