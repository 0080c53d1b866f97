import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { completed } from './openapi-everywhere.js';
import { AGENT_KEY, BEARER } from './who-may-call.js';

export function openApiOf(app: NestFastifyApplication, version: string): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Failover DNS')
    .setDescription(
      'Agents fetch tasks and report results; everybody else asks what is answered, and why. Errors are RFC 9457 problems.',
    )
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'api.admin_token, or api.viewer_token to read' }, BEARER)
    .addApiKey(
      { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'an agent’s own token, or that of domains' },
      AGENT_KEY,
    )
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addTag('agents', 'what agents call')
    .addTag('status', 'what is answered now')
    .addTag('domains', 'decisions with their reasons')
    .addTag('operators', 'what operators say; needs api.admin_token')
    .addTag('what if', 'simulations and plans, which touch nothing')
    .addTag('config', 'which config is in force')
    .addTag('events', 'what happened')
    .addTag('probes', 'for whoever runs the master');
  return completed(SwaggerModule.createDocument(app, builder.build()));
}

/** Swagger UI's files beside a bundle; elsewhere they are in their package. */
const BUNDLED_UI = join(import.meta.dirname, 'swagger-ui');

/** Swagger UI at /docs from files of the package itself, and the document at /docs/openapi.json. */
export const serveDocs = (app: NestFastifyApplication, document: OpenAPIObject): void =>
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'docs/openapi.json',
    customSiteTitle: 'Failover DNS API',
    ...(existsSync(BUNDLED_UI) && { customSwaggerUiPath: BUNDLED_UI }),
  });
