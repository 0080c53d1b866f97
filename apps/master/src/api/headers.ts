import helmet from '@fastify/helmet';
import { type FastifyInstance } from 'fastify';

const DIRECTIVES = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/** The same, for Swagger UI, whose page brings its script and its styles along. */
const DOCS_POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/**
 * What browsers are told to allow on every reply: nothing but what this server itself serves. No HSTS and no upgrade, as TLS may
 * end elsewhere or nowhere.
 */
export async function guardBrowsers(fastify: FastifyInstance): Promise<void> {
  await fastify.register(helmet, {
    hsts: false,
    contentSecurityPolicy: { useDefaults: false, directives: DIRECTIVES },
    crossOriginEmbedderPolicy: false,
  });
  fastify.addHook('onSend', async (request, reply) => {
    if (/^\/docs(\/|$|\?)/.test(request.url)) reply.header('content-security-policy', DOCS_POLICY);
    // What is known now is old at once; replies with an ETag say otherwise.
    if (/^\/(api|health|metrics)\b/.test(request.url) && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
  });
}
