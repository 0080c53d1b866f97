import { type OpenAPIObject } from '@nestjs/swagger';

/** As much of a field as tells whether it may be null. */
interface Field {
  nullable?: boolean;
  type?: string;
  allOf?: object[];
  anyOf?: object[];
  enum?: unknown[];
}

/** In OpenAPI 3.0 `nullable` is about the `type` beside it alone: not about a schema that is referred to, and not about an `enum`. */
const NULL = { type: 'object', nullable: true, enum: [null] };

/** Lets every field that may be null be null to a validator too. */
export function letNullsIn(document: OpenAPIObject): void {
  for (const schema of Object.values(document.components?.schemas ?? {})) {
    if (!('properties' in schema)) continue;
    for (const field of Object.values(schema.properties ?? {}) as Field[]) {
      if (field.nullable !== true) continue;
      if (field.enum !== undefined) field.enum = [...new Set([...field.enum, null])];
      if (field.allOf === undefined) continue;
      field.anyOf = [...field.allOf, NULL];
      delete field.allOf;
      delete field.type;
      delete field.nullable;
    }
  }
}
