import { type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { membership } from './api/address.js';
import { checkBatchesBySchema } from './api/batch-schema.js';
import { letOriginsIn } from './api/cors.js';
import { limitFloods } from './api/flood.js';
import { takeGzip } from './api/gzip.js';
import { guardBrowsers } from './api/headers.js';
import { limitNesting } from './api/nesting.js';
import { openApiOf, serveDocs } from './api/openapi.js';
import { servePage } from './api/page.js';
import { sendProblem } from './api/problem.filter.js';
import { throttle } from './api/throttle.js';
import { AppModule } from './app.module.js';
import { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import { CurrentConfig } from './config/current-config.js';
import { type MasterConfig } from './config/master-config.js';
import { VERSION } from './version.js';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** A name has 253 characters, an agent's id 255, and each may be three in a URL. */
const MAX_PARAM = 1024;

export function httpAdapter(isProxy: (address: string) => boolean = () => false): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PARAM },
    trustProxy: (address: string) => isProxy(address),
    // "443" is not a port and extra fields are not ours to remove: no silent repairs.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, { status: error.statusCode ?? 400, detail: error.message }),
  });
  adapter.getInstance().removeContentTypeParser('text/plain');
  limitFloods(adapter.getInstance());
  takeGzip(adapter.getInstance(), BODY_LIMIT_BYTES);
  limitNesting(adapter.getInstance());
  return adapter;
}

/** The whole master, wired and not yet listening. It ends on SIGTERM and SIGINT, open streams or not. */
export async function createMaster(config: MasterConfig, logger: LoggerService): Promise<NestFastifyApplication> {
  let isProxy = membership(config.api.trustedProxies);
  const adapter = httpAdapter((address) => isProxy(address));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config), adapter, {
    logger,
    bodyParser: false, // Fastify's own reads JSON, and nothing else is taken
    abortOnError: false,
  });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  const current = app.get(CurrentConfig);
  current.onChange(({ api }) => (isProxy = membership(api.trustedProxies)));
  letOriginsIn(app, current);
  throttle(adapter.getInstance(), current);
  await guardBrowsers(adapter.getInstance());
  const document = openApiOf(app, VERSION);
  checkBatchesBySchema(app, document);
  serveDocs(app, document);
  await servePage(app.getHttpAdapter().getInstance());
  return app;
}
