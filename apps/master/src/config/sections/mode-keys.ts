import { CHECK_PARAMS, CHECK_TYPES, type CheckType } from '@failover-dns/contracts';
import { Field, type Items, rules } from '@failover-dns/config';

/** A key that tells a check how it is done. */
export interface ModeKey {
  key: string;
  /** The modes that know it. */
  modes: CheckType[];
  /** Written as a list; the others are written as one value. */
  isList: boolean;
}

const HEADERS = 'headers';
const LISTS = new Set(['expect', HEADERS]);

/** Every such key, as the classes of the parameters have them. */
export const MODE_KEYS: readonly ModeKey[] = [
  ...new Set(CHECK_TYPES.flatMap((type) => Object.keys(new CHECK_PARAMS[type]()))),
].map((key) => ({ key, modes: CHECK_TYPES.filter((type) => key in new CHECK_PARAMS[type]()), isList: LISTS.has(key) }));

/** What a check is told, whatever its mode: each mode knows some of these keys, and which, the compiler looks at. */
export class ModeKeys {
  [key: string]: unknown;
}

const anyScalar: rules.Rule = {
  expected: 'as docs/probes.md says',
  accepts: ['string', 'number', 'boolean'],
  check: (value) => ['string', 'number', 'boolean'].includes(typeof value),
  schema: { type: ['string', 'number', 'boolean'] },
};

/** `X-Probe: 1` */
const header = rules.pattern('a header with its value, such as "X-Probe: 1"', /^[!#$%&'*+.^`|~\w-]+: ?[^\r\n]*$/);

/** Declares every such key in a section, behind the section's own. */
export function KnowsModeKeys(section: new () => ModeKeys): void {
  for (const { key, modes, isList } of MODE_KEYS) {
    const description = `With ${modes.join(', ')}: see [probes](probes.md).`;
    const shape = isList
      ? ({ kind: 'list', rule: key === HEADERS ? header : anyScalar, single: true, min: 0, max: 64 } as const)
      : ({ kind: 'value', rule: anyScalar } as const);
    Field(shape, { description })(section.prototype as object, key);
  }
}

/** The value of a key as the parameters of `type` have it: lists of one where one is wanted, headers as an object. */
export function paramValue(type: CheckType, key: string, value: unknown): unknown {
  if (!Array.isArray(value)) return key === 'expect_status' ? String(value) : value;
  const items = value as Items<string>;
  if (key === HEADERS) return Object.fromEntries(items.flatMap((item) => (item === undefined ? [] : [headerOf(item)])));
  const wantsList = Array.isArray((new CHECK_PARAMS[type]() as unknown as Record<string, unknown>)[key]);
  return wantsList || items.length !== 1 ? items : items[0];
}

const headerOf = (text: string): [string, string] => {
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1).trim()];
};
