import { STATUS_CODES } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger, NotFoundException } from '@nestjs/common';
import { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

interface Fault {
  status: number;
  detail: string;
  extra?: object;
  headers?: Readonly<Record<string, string>>;
}

/** Also for what fails before there is a route: a URL that cannot be decoded, say. */
export function sendProblem(reply: FastifyReply, { status, detail, extra, headers = {} }: Fault): void {
  const body = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, ...extra };
  void reply
    .status(status)
    .headers(headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body));
}

/** Every error leaves as `application/problem+json` (RFC 9457), whoever raised it. Bugs are logged, and tell the caller nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Api');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(http.getResponse<FastifyReply>(), this.faultOf(error, http.getRequest<FastifyRequest>()));
  }

  private faultOf(error: unknown, request: FastifyRequest): Fault {
    if (error instanceof Problem)
      return { status: error.getStatus(), detail: error.detail, extra: error.extra, headers: error.headers };
    // Nest repeats the URL, and in a query somebody may have put a token.
    if (error instanceof NotFoundException)
      return { status: 404, detail: `there is no ${request.method} ${request.url.split('?')[0]}` };
    if (error instanceof HttpException) return { status: error.getStatus(), ...detailOf(error.getResponse()) };
    const fastify = error as Partial<FastifyError>;
    if (fastify.validation) return { status: 400, ...schemaFault(fastify.validation) };
    if (typeof fastify.statusCode === 'number' && fastify.statusCode < 500)
      return { status: fastify.statusCode, detail: fastify.message ?? 'bad request' };
    this.log.error(
      `${request.method} ${request.url.split('?')[0]} failed: ${error instanceof Error ? error.stack : String(error)}`,
    );
    return { status: 500, detail: 'a fault in this program, which its log describes' };
  }
}

/** Nest's own exceptions carry a text or an object with a `message`; terminus carries the result of its checks. */
function detailOf(response: string | object): { detail: string; extra?: object } {
  if (typeof response === 'string') return { detail: response };
  const { message, error, ...rest } = response as { message?: string | string[]; error?: unknown; details?: unknown };
  if (message !== undefined) return { detail: Array.isArray(message) ? message.join('; ') : message };
  const faults = Object.entries((error ?? {}) as Record<string, { message?: string }>);
  return {
    detail: faults.map(([part, { message: why }]) => `${part}: ${why ?? 'down'}`).join('; ') || 'not ready',
    extra: { checks: rest.details },
  };
}

function schemaFault(validation: NonNullable<FastifyError['validation']>): { detail: string; extra: object } {
  const errors = validation.map(({ instancePath, keyword, params, message }) => {
    const place = instancePath.split('/').slice(1);
    const missing = keyword === 'required' ? String((params as { missingProperty?: string }).missingProperty) : undefined;
    const path = pathText(missing === undefined ? place : [...place, missing]);
    return { path, detail: missing === undefined ? `${path} ${message ?? 'is wrong'}` : `${path} is missing` };
  });
  return { detail: errors.map((error) => error.detail).join('; '), extra: { errors } };
}

/** `['reports', '0', 'port']` → `reports[0].port` */
export const pathText = (parts: readonly string[]): string =>
  parts.reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path ? `${path}.${part}` : part), '') || 'body';
