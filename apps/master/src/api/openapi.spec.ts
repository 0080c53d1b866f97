import { Ajv, type AnySchema } from 'ajv';
import addFormats from 'ajv-formats';
import { type OpenAPIObject } from '@nestjs/swagger';
import { beforeAll, describe, expect, it } from 'vitest';
import { ClientCertificateGuard } from './client-certificate.guard.js';
import { OperatorGuard, ViewerGuard } from './guards.js';
import { type Handler, type Operation, operationsOf, theDocument } from './openapi.fixture.js';

const OF_PROBLEMS = 'application/problem+json';
/** Each kind of caller, by the guard that lets it in. */
const CALLERS = [
  { guard: ViewerGuard, statuses: [401, 429], security: [{}, { bearer: [] }] },
  { guard: OperatorGuard, statuses: [401, 403, 429], security: [{ bearer: [] }] },
  { guard: ClientCertificateGuard, statuses: [401, 403, 429], security: [{}, { agent: [] }] },
];
/** Operators for some bodies, viewers for the others. */
const MIXED = ['simulate'];
/** Supervisors and Prometheus ask these without a token. */
const OPEN = ['getLive', 'getReady', 'getMetrics'];

let document: OpenAPIObject;
let operations: Operation[];
let routes: Map<string, Handler>;
beforeAll(async () => {
  ({ document, routes } = await theDocument());
  operations = operationsOf(document);
});

const handlerOf = ({ operationId = '' }: Operation): Handler => routes.get(operationId)!;
const callerOf = (handler: Handler) =>
  CALLERS.find(({ guard }) => handler.guards.some((one) => one === guard || one.prototype instanceof guard));

describe('each operation', () => {
  it('has a name of its own, a summary and a description, and so has each of its parameters and replies', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual([...routes.keys()].sort());
    expect(new Set(routes.keys()).size).toBe(operations.length);
    const silent = operations.flatMap(({ name, summary, description, responses, parameters = [] }) => [
      ...(summary && description ? [] : [name]),
      ...Object.entries(responses).flatMap(([status, one]) =>
        one && 'description' in one && one.description ? [] : [`${name} ${status}`],
      ),
      ...parameters.flatMap((one) => ('name' in one && one.description ? [] : [`${name} ${JSON.stringify(one)}`])),
    ]);
    expect(silent).toEqual([]);
  });

  it('lists every problem that what it takes and who may call bring with them, each as problem+json', () => {
    const faults = operations.flatMap((operation) => {
      const { name, path, responses, requestBody } = operation;
      const handler = handlerOf(operation);
      const caller = callerOf(handler);
      const expected = new Set([
        ...(caller?.statuses ?? []),
        ...(path.startsWith('/health/') ? [] : [429]),
        ...(handler.takes('body') ? [400, 413, 415] : []),
        ...(handler.takes('query') ? [400] : []),
        ...(handler.takes('param') ? [400, 404] : []),
      ]);
      return [
        ...[...expected].filter((status) => !(status in responses)).map((status) => `${name} does not list ${status}`),
        ...(handler.takes('body') === (requestBody !== undefined) ? [] : [`${name}: its body is not as in the code`]),
        ...Object.entries(responses)
          .filter(([status, one]) => Number(status) >= 400 && !JSON.stringify(one).includes(OF_PROBLEMS))
          .map(([status]) => `${name} ${status} is no problem+json`),
        ...(Object.keys(responses).some((status) => status.startsWith('2')) ? [] : [`${name} lists no success`]),
      ];
    });
    expect(faults).toEqual([]);
  });

  it('says what each of its parameters looks like', () => {
    const bare = operations.flatMap(({ name, parameters = [] }) =>
      (parameters as { name: string; in: string; schema: Looks }[])
        .filter(({ schema }) => schema.type === undefined && schema.oneOf === undefined)
        .map((one) => `${name} ${one.name}`),
    );
    const numbers = operations.flatMap(({ parameters = [] }) =>
      (parameters as { schema: Looks }[]).filter(({ schema }) => schema.type === 'integer' || schema.type === 'number'),
    );
    expect(bare).toEqual([]);
    expect(numbers.length).toBeGreaterThan(4);
    for (const { schema } of numbers) expect(schema).toMatchObject({ minimum: expect.any(Number), example: expect.any(Number) });
  });

  it('says who may call, as its guards do', () => {
    const schemes = Object.keys(document.components?.securitySchemes ?? {});
    expect(schemes.sort()).toEqual(['agent', 'bearer']);
    for (const operation of operations) {
      const { operationId = '', security } = operation;
      const caller = callerOf(handlerOf(operation));
      const wanted = MIXED.includes(operationId) ? CALLERS[0]!.security : caller?.security;
      expect([operationId, security]).toEqual([operationId, wanted]);
      expect(caller === undefined).toBe(OPEN.includes(operationId));
    }
  });
});

describe('schemas', () => {
  it('describe every field', () => {
    expect(
      Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) => silentIn(schema as Fields, name)),
    ).toEqual([]);
    const replies = operations.flatMap(({ name, responses }) =>
      Object.values(responses).flatMap((one) => mediaOf(one).flatMap(({ schema }) => silentIn(schema, name))),
    );
    expect(replies).toEqual([]);
  });

  it('take null where a field may be null', () => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const { components } = document;
    const nullable = Object.entries(components?.schemas ?? {}).flatMap(([name, schema]) =>
      Object.entries((schema as Fields).properties ?? {})
        .filter(([, one]) => /"nullable":true/.test(JSON.stringify({ ...one, items: null })))
        .map(([key, one]) => ({ at: `${name}.${key}`, fits: ajv.compile({ ...one, components } as AnySchema) })),
    );
    expect(nullable.length).toBeGreaterThan(50);
    expect(nullable.filter(({ fits }) => fits(null) !== true).map(({ at }) => at)).toEqual([]);
    expect(nullable.filter(({ fits }) => fits(Symbol()) === true).map(({ at }) => at)).toEqual([]);
  });

  it('have examples for each body and each reply, which fit them', () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    let count = 0;
    const faults = operations.flatMap(({ name, requestBody, responses }) =>
      [['body', requestBody] as const, ...Object.entries(responses)].flatMap(([which, one]) =>
        mediaOf(one).flatMap(({ schema, example, examples }) => {
          const values =
            example === undefined ? Object.values(examples ?? {}).map((each) => (each as { value: unknown }).value) : [example];
          if (values.length === 0) return [`${name} ${which} has no example`];
          const fits = ajv.compile({ ...(schema as object), components: document.components } as AnySchema);
          return values.flatMap((value) => {
            count++;
            const wrong = fits(complete(value)) ? null : ajv.errorsText(fits.errors);
            return wrong === null ? [] : [`${name} ${which}: ${wrong}`];
          });
        }),
      ),
    );
    expect(faults).toEqual([]);
    expect(count).toBeGreaterThan(operations.length);
  });
});

/** As it is sent: a field without an example would be missing. */
const complete = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

interface Media {
  schema?: object;
  example?: unknown;
  examples?: object;
}

const mediaOf = (one: object | undefined): Media[] =>
  one !== undefined && 'content' in one ? Object.values(one.content as Record<string, Media>) : [];

interface Looks {
  type?: string;
  oneOf?: object[];
}

interface Fields {
  description?: string;
  properties?: Record<string, Fields>;
  items?: Fields;
  additionalProperties?: Fields | boolean;
}

function silentIn(schema: Fields | undefined, at: string): string[] {
  if (schema === undefined) return [];
  const { properties = {}, items, additionalProperties } = schema;
  return [
    ...Object.entries(properties).flatMap(([key, one]) => [
      ...(one.description ? [] : [`${at}.${key}`]),
      ...silentIn(one, `${at}.${key}`),
    ]),
    ...silentIn(items, `${at}[]`),
    ...(typeof additionalProperties === 'object' ? silentIn(additionalProperties, `${at}.*`) : []),
  ];
}
