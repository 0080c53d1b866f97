import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type CurrentConfig } from '../config/current-config.js';

/** Lets pages of `api.cors_origins` in, as the config in force has them. Cookies are not used, so none are allowed. */
export function letOriginsIn(app: NestFastifyApplication, config: CurrentConfig): void {
  app.enableCors({
    origin: (origin: string | undefined, answer: (error: Error | null, allow: string | false) => void) => {
      const { corsOrigins } = config.value.api;
      if (corsOrigins.includes('*')) answer(null, '*');
      else answer(null, origin !== undefined && corsOrigins.includes(origin) ? origin : false);
    },
    methods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'If-None-Match', 'Last-Event-ID'],
    exposedHeaders: ['ETag', 'Retry-After'],
    maxAge: 600,
    strictPreflight: false,
  });
}
