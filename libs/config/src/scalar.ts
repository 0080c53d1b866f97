import { boolCoreTag, floatCoreTag, intCoreTag, NOT_RESOLVED, nullCoreTag, type ScalarTagDefinition } from 'js-yaml';

export type Scalar = null | boolean | number | string;

const IMPLICIT: readonly ScalarTagDefinition<Scalar>[] = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];
const EXPLICIT: Readonly<Record<string, ScalarTagDefinition<Scalar>>> = {
  '!!null': nullCoreTag,
  '!!bool': boolCoreTag,
  '!!int': intCoreTag,
  '!!float': floatCoreTag,
};

/** What an unquoted scalar means in YAML 1.2's core schema. */
export function plainValue(text: string): Scalar {
  for (const tag of IMPLICIT) {
    const value = tag.resolve(text, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}

/** What a scalar with an explicit tag means; undefined when the tag is unknown or does not fit. */
export function taggedValue(text: string, tag: string): Scalar | undefined {
  if (tag === '!' || tag === '!!str') return text;
  const known = Object.hasOwn(EXPLICIT, tag) ? EXPLICIT[tag] : undefined;
  const value = known?.resolve(text, true, known.tagName);
  return value === NOT_RESOLVED ? undefined : value;
}
