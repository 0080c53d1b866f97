import { isIn, isInt, isIP, isNumber, isString } from 'class-validator';
import { oneOf, show } from './fault.js';
import { nearest } from './nearest.js';

/** What one value must be. `expected` follows the words `found …, expected …`. */
export interface Rule {
  expected: string;
  /** `string` takes text as it stands; the others let a value that comes from the environment be converted. */
  accepts: readonly ('string' | 'number' | 'boolean')[];
  check(value: unknown): boolean;
  /** What may have been meant. */
  hint?(value: unknown): string | undefined;
  /** As JSON Schema. */
  schema: Readonly<Record<string, unknown>>;
}

export interface Range {
  min: number;
  max: number;
  /** `a port` in `a port from 1 to 65535`. */
  what?: string;
}

export function integer({ min, max, what = 'a whole number' }: Range): Rule {
  return {
    expected: `${what} from ${min} to ${max}`,
    accepts: ['number'],
    check: (value) => isInt(value) && within(value as number, min, max),
    hint: unquote,
    schema: { type: 'integer', minimum: min, maximum: max },
  };
}

/** A duration; parts of a second are allowed. */
export function seconds({ min, max, what = 'seconds' }: Range): Rule {
  return {
    expected: min > 0 ? `${what} from ${min} to ${max}` : `${what}, more than 0 and at most ${max}`,
    accepts: ['number'],
    check: (value) => isNumber(value) && (value as number) > 0 && within(value as number, min, max),
    hint: unquote,
    schema: { type: 'number', ...(min > 0 ? { minimum: min } : { exclusiveMinimum: 0 }), maximum: max },
  };
}

export const port = (min: 0 | 1 = 1): Rule => integer({ min, max: 65535, what: 'a port' });

export const boolean: Rule = {
  expected: 'true or false',
  accepts: ['boolean'],
  check: (value) => typeof value === 'boolean',
  schema: { type: 'boolean' },
};

export interface TextRange {
  what?: string;
  max?: number;
}

export function text({ what = 'text', max = 255 }: TextRange = {}): Rule {
  return {
    expected: `${what} of 1 to ${max} characters`,
    accepts: ['string'],
    check: (value) => isString(value) && (value as string).length >= 1 && (value as string).length <= max,
    hint: enquote,
    schema: { type: 'string', minLength: 1, maxLength: max },
  };
}

export function pattern(expected: string, regex: RegExp): Rule {
  return {
    expected,
    accepts: ['string'],
    check: (value) => isString(value) && regex.test(value as string),
    hint: enquote,
    schema: { type: 'string', pattern: regex.source },
  };
}

export function choice(values: readonly string[]): Rule {
  return {
    expected: oneOf(values),
    accepts: ['string'],
    check: (value) => isIn(value, [...values]),
    hint: (value) => {
      const near = typeof value === 'string' ? nearest(value, values) : undefined;
      return near === undefined ? undefined : `did you mean ${show(near)}?`;
    },
    schema: { enum: [...values] },
  };
}

export const address: Rule = {
  expected: 'an IPv4 or IPv6 address',
  accepts: ['string'],
  check: (value) => isIP(value) && !(value as string).includes('%'),
  hint: (value) =>
    typeof value === 'string' && /^[\d.]+:\d+$|^\[.*\]:\d+$/.test(value) ? 'a port goes into a key of its own' : undefined,
  schema: { type: 'string', anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] },
};

export const httpUrl: Rule = {
  expected: 'a URL that begins with http:// or https://',
  accepts: ['string'],
  check: (value) => isString(value) && /^https?:\/\/[^/\s]/i.test(value as string) && URL.canParse(value as string),
  schema: { type: 'string', format: 'uri', pattern: '^https?://' },
};

/** One tag or several, with commas or spaces between them; `splitTags` takes them apart. */
export const tags: Rule = {
  expected: 'tags in text, separated by commas or spaces',
  accepts: ['string'],
  check: (value) => isString(value) && (value as string).length <= 1000,
  hint: enquote,
  schema: { type: 'string', maxLength: 1000 },
};

export const splitTags = (texts: readonly (string | undefined)[]): string[] => [
  ...new Set(texts.flatMap((tag) => tag?.split(/[\s,]+/) ?? []).filter((tag) => tag !== '')),
];

/** `192.0.2.0/24`, `2001:db8::/32`, or one address. */
export const network: Rule = {
  expected: 'a network such as 192.0.2.0/24 or 2001:db8::/32',
  accepts: ['string'],
  check: (value) => {
    const [ip = '', bits, more] = isString(value) ? (value as string).split('/') : [];
    if (!address.check(ip) || more !== undefined) return false;
    return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(ip, 6) ? 128 : 32));
  },
  schema: { type: 'string' },
};

/** `60%`: whole percents of some whole. */
export const share: Rule = {
  expected: 'a share from 1% to 100%',
  accepts: ['string'],
  check: (value) => isString(value) && /^([1-9]\d?|100)%$/.test(value as string),
  hint: (value) => (isString(value) && /^\d+\.\d+%$/.test(value as string) ? 'whole percents, please' : undefined),
  schema: { type: 'string', pattern: '^([1-9][0-9]?|100)%$' },
};

/** What a share says, as a number from 1 to 100. */
export const percentOf = (text: string): number => Number.parseInt(text, 10);

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 365 * 86_400_000;

/** `90s`, `1.5h`: a number with its unit. */
export const duration: Rule = {
  expected: 'a duration such as 5m (units: ms, s, m, h, d)',
  accepts: ['string'],
  check: (value) => typeof value === 'string' && durationMs(value) > 0 && durationMs(value) <= LONGEST_MS,
  hint: (value) => {
    const bare = /^\d+(\.\d+)?$/.exec(String(value))?.[0];
    if (bare !== undefined) return `a duration needs a unit: is ${bare}s meant, or ${bare}m?`;
    return typeof value === 'string' && durationMs(value) > LONGEST_MS ? 'a year is the most' : undefined;
  },
  schema: { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?(ms|s|m|h|d)$' },
};

/** Milliseconds; NaN when it is no duration. */
export function durationMs(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  return Number(number) * (UNITS[unit] ?? Number.NaN);
}

/** One rule or the other. */
export function either(a: Rule, b: Rule): Rule {
  return {
    expected: `${a.expected}, or ${b.expected}`,
    accepts: [...new Set([...a.accepts, ...b.accepts])],
    check: (value) => a.check(value) || b.check(value),
    hint: (value) => a.hint?.(value) ?? b.hint?.(value),
    schema: { anyOf: [a.schema, b.schema] },
  };
}

const within = (value: number, min: number, max: number): boolean => value >= min && value <= max;

function unquote(value: unknown): string | undefined {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? 'remove the quotes' : undefined;
}

function enquote(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'boolean' ? 'put it in quotes' : undefined;
}
