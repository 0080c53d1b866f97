import { type FieldInfo, fieldsOf, type Section, type Shape } from './field.js';
import { type Rule } from './rules.js';

export type JsonSchema = Record<string, unknown>;

/** `${NAME}` may stand for any value, or in it. */
const ENVIRONMENT = { type: 'string', pattern: '\\$\\{' };
const EMPTY = { type: 'null' };
const ref = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

/**
 * What a config class takes, as JSON Schema (draft 7, which editors know best). It refuses what single values and keys can be refused
 * for; contradictions between them are for the program to find.
 */
export function jsonSchemaOf(section: Section, title: string): JsonSchema {
  const definitions: Record<string, JsonSchema> = { environment: ENVIRONMENT };
  const { required: _required, ...root } = sectionSchema(section, definitions);
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...root, definitions };
}

function sectionSchema(section: Section, definitions: Record<string, JsonSchema>): JsonSchema {
  const defaults = new section() as Record<string, unknown>;
  const fields = [...fieldsOf(section).values()].filter(({ hidden }) => !hidden);
  // A secret that must be there may be there as a file.
  const required = fields.filter((field) => field.required && !field.secret).map(({ key }) => key);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(fields.map((field) => [field.key, fieldSchema(field, defaults[field.key], definitions)])),
    ...(required.length > 0 && { required }),
  };
}

function fieldSchema(field: FieldInfo, value: unknown, definitions: Record<string, JsonSchema>): JsonSchema {
  const { description, shape } = field;
  const words = field.default === undefined ? '' : ` Default: ${field.default}.`;
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value) && value !== '';
  return { description: description + words, ...(isPlain && { default: value }), ...shapeSchema(shape, definitions) };
}

function shapeSchema(shape: Shape, definitions: Record<string, JsonSchema>): JsonSchema {
  switch (shape.kind) {
    case 'value':
      return valueSchema(shape.rule);
    case 'list': {
      const { rule, single, min, max } = shape;
      const limits = { ...(min > 0 && { minItems: min }), ...(max !== Infinity && { maxItems: max }) };
      const list = { type: 'array', items: valueSchema(rule), ...limits };
      return { anyOf: [list, ...(single ? [valueSchema(rule)] : []), EMPTY] };
    }
    case 'section':
      return { anyOf: [defined(shape.of(), definitions), EMPTY] };
    case 'sections': {
      const limits = shape.min > 0 ? { minItems: shape.min } : {};
      return { anyOf: [{ type: 'array', items: defined(shape.of(), definitions), ...limits }, EMPTY] };
    }
    case 'map': {
      const item = { anyOf: [defined(shape.of(), definitions), EMPTY] };
      return { anyOf: [{ type: 'object', additionalProperties: item }, EMPTY] };
    }
  }
}

/** A rule's schema; where that is for less than any text, also a reference to the environment. */
function valueSchema({ schema }: Rule): JsonSchema {
  return { anyOf: [schema, ref('environment')] };
}

function defined(section: Section, definitions: Record<string, JsonSchema>): JsonSchema {
  const { name } = section;
  if (!Object.hasOwn(definitions, name)) {
    // Its place is taken before what lies in it is looked at.
    definitions[name] = {};
    definitions[name] = sectionSchema(section, definitions);
  }
  return ref(name);
}
