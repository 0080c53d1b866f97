import { STATUS_CODES } from 'node:http';
import { type OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** As much of a schema as examples are made of. */
interface Schema {
  $ref?: string;
  allOf?: Schema[];
  anyOf?: Schema[];
  example?: unknown;
  enum?: unknown[];
  type?: string;
  format?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
}

const TIME = '2026-01-02T03:04:05.700Z';

/** Gives each JSON body and reply an example that is made of those of its fields. Problems tell the status that they come with. */
export function addExamples({ requestBody, responses }: Operation, document: OpenAPIObject): void {
  for (const [status, body] of [['', requestBody] as const, ...Object.entries(responses)]) {
    const content = body !== undefined && 'content' in body ? body.content : undefined;
    for (const [type, media] of Object.entries(content ?? {})) {
      if (!type.endsWith('json') || media.schema === undefined || 'example' in media || 'examples' in media) continue;
      const example = exampleOf(media.schema as Schema, document);
      media.example = type.startsWith('application/problem') ? problemOf(Number(status), wordOf(body)) : example;
    }
  }
}

/** undefined: a field in it has none. */
function exampleOf(schema: Schema, document: OpenAPIObject): unknown {
  const { $ref, allOf, anyOf, example, format, items, properties, type } = schema;
  if (example !== undefined) return example;
  const inner = $ref ?? (allOf ?? anyOf)?.[0]?.$ref;
  if (inner !== undefined) return exampleOf(document.components?.schemas?.[inner.split('/').at(-1) ?? ''] as Schema, document);
  if (schema.enum !== undefined) return schema.enum[0];
  if (format === 'date-time') return TIME;
  if (type === 'boolean') return false;
  if (type === 'array' && items !== undefined) return [exampleOf(items, document)];
  if (properties === undefined) return schema.additionalProperties === undefined ? undefined : {};
  return Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, exampleOf(one, document)]));
}

const wordOf = (body: object | undefined): string => (body as { description?: string } | undefined)?.description ?? '';

/** What belongs to bodies and configs alone is left out. */
function problemOf(status: number, detail: string): unknown {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
}
