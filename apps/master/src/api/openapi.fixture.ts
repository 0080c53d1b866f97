import { type Type } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from '../app.module.js';
import { httpAdapter } from '../create-master.js';
import { aMasterConfig } from '../health/health.fixture.js';
import { openApiOf } from './openapi.js';

type Described = NonNullable<OpenAPIObject['paths'][string]['get']>;

export interface Operation extends Described {
  /** `GET /api/v1/status` */
  name: string;
  path: string;
}

/** How Nest was told that an argument comes from the body, the query or the path. */
const PLACES = { body: 3, query: 4, param: 5 };

/** What the code of an operation says, whatever the document does. */
export interface Handler {
  guards: Type[];
  takes: (place: keyof typeof PLACES) => boolean;
}

/** The document of a whole master that is not started, and its routes by their operationId. */
export async function theDocument(): Promise<{ document: OpenAPIObject; routes: Map<string, Handler> }> {
  const options = { logger: false, bodyParser: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(aMasterConfig()), httpAdapter(), options);
  try {
    const modules = [...app.get(ModulesContainer).values()];
    const controllers = modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype as Type));
    return { document: openApiOf(app, '0'), routes: handlersOf(controllers) };
  } finally {
    await app.close();
  }
}

export const operationsOf = (document: OpenAPIObject): Operation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'put', 'post', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ ...operation, name: `${method.toUpperCase()} ${path}`, path }] : [];
    }),
  );

function handlersOf(controllers: readonly Type[]): Map<string, Handler> {
  const found = new Map<string, Handler>();
  for (const controller of controllers) {
    const prototype = controller.prototype as Record<string, unknown>;
    for (const method of Object.getOwnPropertyNames(prototype)) {
      const route = Object.getOwnPropertyDescriptor(prototype, method)?.value as object | undefined;
      if (method === 'constructor' || typeof route !== 'function' || !Reflect.hasMetadata('path', route)) continue;
      const said = Reflect.getMetadata('swagger/apiOperation', route) as { operationId?: string } | undefined;
      const guards = [controller, route].flatMap((one) => (Reflect.getMetadata('__guards__', one) ?? []) as Type[]);
      const args = Object.keys((Reflect.getMetadata('__routeArguments__', controller, method) ?? {}) as object);
      const takes: Handler['takes'] = (place) => args.some((arg) => arg.startsWith(`${PLACES[place]}:`));
      found.set(said?.operationId ?? `${controller.name}.${method}`, { guards, takes });
    }
  }
  return found;
}
