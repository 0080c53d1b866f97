import 'reflect-metadata';
import { ValidateBy } from 'class-validator';
import { type Rule } from './rules.js';

export type Section = new () => object;

/** How a field is written. `single`: one value may stand for a list of one. */
export type Shape =
  | { kind: 'value'; rule: Rule }
  | { kind: 'list'; rule: Rule; single: boolean; min: number; max: number }
  | { kind: 'section'; of: () => Section }
  | { kind: 'sections'; of: () => Section; min: number }
  | { kind: 'map'; of: () => Section };

export interface FieldOptions {
  /** One sentence for the reference page and the JSON Schema. */
  description: string;
  required?: boolean;
  /** Its value appears in no fault, and `<name>_file` beside it reads it from a file. */
  secret?: boolean;
  /** What the file of a secret is, in words, where its path may be told: `a PEM file with the private key`. */
  file?: string;
  /** The default in words, where the class's own initial value does not say it. */
  default?: string;
  /** Known only so that its fault can say where it belongs; in no reference page and no list of known keys. */
  hidden?: boolean;
}

/** A field of a config class: what reader, validator, JSON Schema and reference page share. */
export interface FieldInfo extends Required<Omit<FieldOptions, 'default' | 'file'>> {
  key: string;
  file: string | undefined;
  default: string | undefined;
  shape: Shape;
  /** What the field must be, in words. */
  expected: string;
  /** The secret that this `_file` key reads. */
  fileOf: string | undefined;
}

const FIELDS = Symbol('config fields');

/** The fields of a config class, inherited ones first, `_file` keys after their secrets. */
export function fieldsOf(section: Section): ReadonlyMap<string, FieldInfo> {
  return (Reflect.getMetadata(FIELDS, section) as Map<string, FieldInfo> | undefined) ?? new Map();
}

/** Declares a field: class-validator checks it, `fieldsOf` describes it. All other decorators are made of this one. */
export function Field(shape: Shape, options: FieldOptions): PropertyDecorator {
  return (target, property) => {
    const key = String(property);
    const { description, required = false, secret = false, hidden = false, file } = options;
    const expected = expectedOf(shape);
    const info = {
      key,
      description,
      required,
      secret,
      file,
      hidden,
      default: options.default,
      shape,
      expected,
      fileOf: undefined,
    };
    const fields = new Map(fieldsOf(target.constructor as Section)).set(key, info);
    if (secret) fields.set(`${key}_file`, fileField(key, file));
    Reflect.defineMetadata(FIELDS, fields, target.constructor);
    const validate = (value: unknown) => (value === undefined ? !required : misfits(shape, value).length === 0);
    ValidateBy({ name: 'config', validator: { validate, defaultMessage: () => expected } })(target, property);
  };
}

function fileField(secret: string, file: string | undefined): FieldInfo {
  const expected = 'the path of a file';
  const check = (value: unknown) => typeof value === 'string' && value !== '';
  const rule: Rule = { expected, accepts: ['string'], check, schema: { type: 'string', minLength: 1 } };
  return {
    key: `${secret}_file`,
    description: `File that holds \`${secret}\`, instead of \`${secret}\` itself; relative to the config file.`,
    required: false,
    secret: false,
    file,
    hidden: false,
    default: undefined,
    shape: { kind: 'value', rule },
    expected,
    fileOf: secret,
  };
}

/** The parts of a value that do not fit: indices of a list, or null for the value itself. */
export function misfits(shape: Shape, value: unknown): (number | null)[] {
  switch (shape.kind) {
    case 'value':
      return shape.rule.check(value) ? [] : [null];
    case 'list': {
      if (!Array.isArray(value) || value.length < shape.min || value.length > shape.max) return [null];
      return value.flatMap((item, index) => (item === undefined || shape.rule.check(item) ? [] : [index]));
    }
    case 'sections':
      return Array.isArray(value) && value.length >= shape.min ? [] : [null];
    case 'section':
    case 'map':
      return typeof value === 'object' ? [] : [null];
  }
}

function expectedOf(shape: Shape): string {
  switch (shape.kind) {
    case 'value':
      return shape.rule.expected;
    case 'list':
      return `${shape.single ? `${shape.rule.expected}, or a list of these` : `a list, each ${shape.rule.expected}`}${counts(shape)}`;
    case 'sections':
      return shape.min > 0 ? `a list of at least ${shape.min}` : 'a list';
    case 'section':
    case 'map':
      return 'a mapping';
  }
}

function counts({ min, max }: { min: number; max: number }): string {
  if (max !== Infinity) return min > 0 ? ` (${min} to ${max})` : ` (at most ${max})`;
  return min > 0 ? ` (at least ${min})` : '';
}
