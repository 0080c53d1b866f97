import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Expose, Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsIP,
  IsNumber,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/**
 * One decorator per kind of field: what Swagger shows and what the validator enforces cannot drift apart.
 * `nullable` accepts JSON null and a missing key alike, as old agents send either.
 */
type FieldOptions = { description: string; example?: unknown; nullable?: boolean };

type Constructor = abstract new (...args: never[]) => unknown;

function field(options: FieldOptions, api: ApiPropertyOptions, ...checks: PropertyDecorator[]): PropertyDecorator {
  const { nullable = false, description, example } = options;
  return (target, key) => {
    const presence = nullable ? [ValidateIf((_object, value) => value !== null && value !== undefined)] : [];
    const shown = {
      description,
      ...(example === undefined ? {} : { example }),
      required: !nullable,
      ...(nullable ? { nullable } : {}),
      ...api,
    };
    for (const decorate of [Expose(), ApiProperty(shown as ApiPropertyOptions), ...presence, ...checks]) decorate(target, key);
  };
}

export const TextField = (options: FieldOptions & { maxLength?: number; minLength?: number }) =>
  field(
    options,
    { type: String, maxLength: options.maxLength ?? 255, ...(options.minLength ? { minLength: options.minLength } : {}) },
    IsString(),
    MinLength(options.minLength ?? 0),
    MaxLength(options.maxLength ?? 255),
  );

export const BooleanField = (options: FieldOptions) => field(options, { type: Boolean }, IsBoolean());

export const TextListField = (options: FieldOptions & { maxItems: number }) =>
  field(
    options,
    { type: String, isArray: true, maxItems: options.maxItems },
    IsArray(),
    ArrayMaxSize(options.maxItems),
    IsString({ each: true }),
  );

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** ISO 8601 date and time; without a zone it is UTC. */
export const TimestampField = (options: FieldOptions) =>
  field(
    options,
    { type: String, format: 'date-time', pattern: TIMESTAMP.source },
    IsString(),
    Matches(TIMESTAMP, { message: '$property must be an ISO 8601 date and time, such as 2026-01-02T03:04:05.678Z' }),
  );

export const ChoiceField = (values: readonly string[], options: FieldOptions) =>
  field(options, { type: String, enum: [...values] }, IsIn([...values]));

export const AddressField = (options: FieldOptions) => field(options, { type: String }, IsIP());

export const PortField = (options: FieldOptions) =>
  field(options, { type: 'integer', minimum: 1, maximum: 65535 }, IsInt(), Min(1), Max(65535));

export const NumberField = (options: FieldOptions & { min?: number; max?: number }) =>
  field(
    options,
    { type: Number, ...(options.min === undefined ? {} : { minimum: options.min }) },
    IsNumber({ allowNaN: false, allowInfinity: false }),
    Min(options.min ?? -Number.MAX_VALUE),
    Max(options.max ?? Number.MAX_VALUE),
  );

export const IntegerField = (options: FieldOptions & { min?: number }) =>
  field(
    options,
    { type: 'integer', ...(options.min === undefined ? {} : { minimum: options.min }) },
    IsInt(),
    Min(options.min ?? Number.MIN_SAFE_INTEGER),
  );

export const ListField = (item: () => Constructor, options: FieldOptions & { maxItems?: number }) =>
  field(
    options,
    { type: () => item() as never, isArray: true, ...(options.maxItems ? { maxItems: options.maxItems } : {}) },
    IsArray(),
    ...(options.maxItems ? [ArrayMaxSize(options.maxItems)] : []),
    ValidateNested({ each: true }),
    Type(item as never),
  );

/** A field that the server sends and never reads: documented, not validated. It is there always, be it null. */
export const SentField = (options: FieldOptions, api: ApiPropertyOptions) =>
  field(options, { required: true, ...api } as ApiPropertyOptions, Allow());
