import { type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { checkBatchesBySchema } from './api/batch-schema.js';
import { limitFloods } from './api/flood.js';
import { takeGzip } from './api/gzip.js';
import { guardBrowsers } from './api/headers.js';
import { openApiOf, serveDocs } from './api/openapi.js';
import { sendProblem } from './api/problem.filter.js';
import { AppModule } from './app.module.js';
import { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import { type MasterConfig } from './config/master-config.js';
import { VERSION } from './version.js';

const BODY_LIMIT_BYTES = 1024 * 1024;

export function httpAdapter(): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    // "443" is not a port and extra fields are not ours to remove: no silent repairs.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, { status: error.statusCode ?? 400, detail: error.message }),
  });
  adapter.getInstance().removeContentTypeParser('text/plain');
  limitFloods(adapter.getInstance());
  takeGzip(adapter.getInstance(), BODY_LIMIT_BYTES);
  return adapter;
}

/** The whole master, wired and not yet listening. It ends on SIGTERM and SIGINT, open streams or not. */
export async function createMaster(config: MasterConfig, logger: LoggerService): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config), httpAdapter(), {
    logger,
    bodyParser: false, // Fastify's own reads JSON, and nothing else is taken
    abortOnError: false,
  });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await guardBrowsers(app.getHttpAdapter().getInstance());
  const document = openApiOf(app, VERSION);
  checkBatchesBySchema(app, document);
  serveDocs(app, document);
  return app;
}
