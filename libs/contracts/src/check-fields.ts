import { type ApiPropertyOptions } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';
import { SentField } from './fields.js';
import { expectationOf, statusRangesOf } from './check-values.js';

/** `default`: what the class starts with, for the documentation. `secret`: what was found is not repeated in a complaint. */
export interface ParamOptions {
  description: string;
  example?: unknown;
  default?: unknown;
  secret?: boolean;
}

/** A parameter of a check: it may be missing, is documented, and is complained about as `count is 0; expected 1 to 10`. */
function param(
  options: ParamOptions,
  api: ApiPropertyOptions,
  expected: string,
  holds: (value: unknown) => boolean,
): PropertyDecorator {
  const { default: initial, secret = false, ...shown } = options;
  const decorators = [
    SentField(shown, { required: false, ...(initial === undefined ? {} : { default: initial }), ...api } as ApiPropertyOptions),
    IsOptional(),
    ValidateBy({
      name: 'param',
      validator: {
        validate: holds,
        defaultMessage: (fault) =>
          `${fault!.property} is ${secret ? 'not understood' : foundText(fault!.value)}; expected ${expected}`,
      },
    }),
  ];
  return (target, key) => decorators.forEach((decorate) => decorate(target, key));
}

const foundText = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(0, 60);

const isText = (value: unknown, maxLength: number): value is string => typeof value === 'string' && value.length <= maxLength;

export const TextParam = (options: ParamOptions & { maxLength: number; pattern?: RegExp; expected?: string }) => {
  const { maxLength, pattern, expected = 'a text', ...shown } = options;
  return param(
    shown,
    { type: String, maxLength, ...(pattern ? { pattern: pattern.source } : {}) },
    `${expected} of at most ${maxLength} characters`,
    (value) => isText(value, maxLength) && (value === '' || !pattern || pattern.test(value)),
  );
};

export const IntegerParam = ({ min, max, ...shown }: ParamOptions & { min: number; max: number }) =>
  param(
    shown,
    { type: 'integer', minimum: min, maximum: max },
    `${min} to ${max}`,
    (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
  );

export const SwitchParam = (options: ParamOptions) =>
  param(options, { type: Boolean }, 'true or false', (value) => typeof value === 'boolean');

export const ChoiceParam = (choices: readonly string[], options: ParamOptions) =>
  param(options, { type: String, enum: [...choices] }, `one of ${choices.join(', ')}`, (value) =>
    choices.includes(value as string),
  );

/** A text that must be found, or a `/regex/`. */
export const ExpectParam = (options: ParamOptions) =>
  param(
    { example: '/^220[ -]/', default: '', ...options },
    { type: String, maxLength: 1024 },
    'a text or /regex/ of at most 1024 characters',
    (value) => isText(value, 1024) && expectationOf(value) !== null,
  );

export const StatusesParam = (options: ParamOptions) =>
  param(
    options,
    { type: String, maxLength: 255 },
    'statuses such as 200-299,301',
    (value) => isText(value, 255) && statusRangesOf(value) !== null,
  );

export const ListParam = ({ maxItems, maxLength, ...shown }: ParamOptions & { maxItems: number; maxLength: number }) =>
  param(
    shown,
    { type: String, isArray: true, maxItems },
    `a list of at most ${maxItems} texts`,
    (value) => Array.isArray(value) && value.length <= maxItems && value.every((item) => isText(item, maxLength)),
  );

/** Set by the check itself, so that a request stays one request. */
const OWN_HEADERS = ['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade', 'expect'];

const isHeader = ([name, value]: [string, unknown]) =>
  /^[\w!#$%&'*+.^`|~-]{1,64}$/.test(name) &&
  !OWN_HEADERS.includes(name.toLowerCase()) &&
  isText(value, 4096) &&
  /^[\t\x20-\x7e\x80-\xff]*$/.test(value);

export const HeadersParam = (options: ParamOptions) =>
  param(
    { ...options, secret: true },
    { type: 'object', additionalProperties: { type: 'string' } },
    `at most 32 names with texts of one line, none of ${OWN_HEADERS.join(', ')}`,
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length <= 32 &&
      Object.entries(value).every(isHeader),
  );
