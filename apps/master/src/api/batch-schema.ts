import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject } from '@nestjs/swagger';

/**
 * Lets Fastify check batches by a compiled schema: the one that the API's document shows, so the two cannot differ.
 * Call it before the routes are made.
 */
export function checkBatchesBySchema(app: NestFastifyApplication, document: OpenAPIObject): void {
  const body = resolved({ $ref: '#/components/schemas/ReportBatchDto' }, document);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', (route) => {
      if (route.url === '/api/v1/reports') route.schema = { body };
    });
}

/** A schema with the schemas that it refers to in their places; documentation keywords left out, as the compiler is strict. */
function resolved(schema: unknown, document: OpenAPIObject): unknown {
  if (Array.isArray(schema)) return schema.map((item) => resolved(item, document));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, ...rest } = schema as Record<string, unknown>;
  if (typeof $ref === 'string') return resolved(document.components?.schemas?.[$ref.split('/').at(-1) ?? ''], document);
  const shown = ['description', 'example', 'format'];
  return Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => !shown.includes(key))
      .map(([key, value]) => [key, resolved(value, document)]),
  );
}
