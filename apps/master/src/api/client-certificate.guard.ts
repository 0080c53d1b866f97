import { type X509Certificate } from 'node:crypto';
import { type TLSSocket } from 'node:tls';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { CurrentConfig } from '../config/current-config.js';
import { Callers } from './caller.js';
import { Problem } from './problem.js';

/** Looks at the certificate that an agent shows, where `api.tls.client_auth` asks for one. */
@Injectable()
export class ClientCertificateGuard implements CanActivate {
  constructor(
    private readonly config: CurrentConfig,
    private readonly callers: Callers,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { tls } = this.config.value.api;
    if (tls === null || tls.clientAuth === 'off') return true;
    const { raw, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const agent = this.callers.of(headers['x-api-key']?.toString()).named;
    const wanted = agent?.certificate;
    // A connection of before the API was served over TLS has none of this.
    const { authorized, authorizationError, getPeerX509Certificate } = raw.socket as Partial<TLSSocket>;
    const shown = getPeerX509Certificate?.call(raw.socket);
    if (shown === undefined) {
      if (tls.clientAuth === 'require' || wanted !== undefined)
        throw new Problem(
          401,
          'agents must show a certificate that api.tls.client_ca vouches for: set cert and key of this server',
        );
      return true;
    }
    if (authorized !== true)
      throw new Problem(
        401,
        `the client certificate is not one that api.tls.client_ca vouches for: ${String(authorizationError)}`,
      );
    if (wanted !== undefined && !isNamed(shown, wanted))
      throw new Problem(
        403,
        `${agent?.id} must show a certificate with the name ${wanted} in CN or SAN, and this one has another`,
      );
    return true;
  }
}

/** By its CN, or as a DNS name of its SAN; a wildcard stands for nobody. */
function isNamed(certificate: X509Certificate, name: string): boolean {
  const { CN } = certificate.toLegacyObject().subject;
  if ([CN].flat().includes(name)) return true;
  return certificate.checkHost(name, { subject: 'never', wildcards: false }) !== undefined;
}
