import { Field, type FieldOptions, type Section } from './field.js';
import * as rules from './rules.js';

type Limits = { min?: number; max?: number };

export const ValueField = (rule: rules.Rule, options: FieldOptions) => Field({ kind: 'value', rule }, options);

export const PortField = ({ min = 1, ...options }: FieldOptions & { min?: 0 | 1 }) => ValueField(rules.port(min), options);

export const AddressField = (options: FieldOptions) => ValueField(rules.address, options);

export const UrlField = (options: FieldOptions) => ValueField(rules.httpUrl, options);

export const BooleanField = (options: FieldOptions) => ValueField(rules.boolean, options);

export const ChoiceField = (values: readonly string[], options: FieldOptions) => ValueField(rules.choice(values), options);

export const IntegerField = ({ min = 0, max = 2 ** 31 - 1, ...options }: FieldOptions & Limits) =>
  ValueField(rules.integer({ min, max }), options);

/** A duration in seconds, up to a day unless told; fractions are allowed. */
export const SecondsField = ({ min = 0, max = 86_400, ...options }: FieldOptions & Limits) =>
  ValueField(rules.seconds({ min, max }), options);

/** A DNS TTL (RFC 2181 §8). */
export const TtlField = ({ max = 2 ** 31 - 1, ...options }: FieldOptions & { max?: number }) =>
  ValueField(rules.integer({ min: 0, max, what: 'whole seconds' }), options);

export const TextField = ({ max = 255, ...options }: FieldOptions & { max?: number }) => ValueField(rules.text({ max }), options);

export const SecretField = ({ max = 4096, ...options }: FieldOptions & { max?: number }) =>
  ValueField(rules.text({ what: 'a secret', max }), { ...options, secret: true });

export interface ListOptions extends FieldOptions {
  /** One value may stand for a list of one. */
  single?: boolean;
  min?: number;
  max?: number;
}

export const ListField = (rule: rules.Rule, { single = false, min = 0, max = Infinity, ...options }: ListOptions) =>
  Field({ kind: 'list', rule, single, min, max }, options);

export const SectionField = (of: () => Section, options: FieldOptions) => Field({ kind: 'section', of }, options);

export const SectionListField = (of: () => Section, { min = 0, ...options }: FieldOptions & { min?: number }) =>
  Field({ kind: 'sections', of, min }, options);

/** A mapping from names to sections; a `Map` in the class, so that any name is safe. */
export const SectionMapField = (of: () => Section, options: FieldOptions) => Field({ kind: 'map', of }, options);

/** A key that is known elsewhere: a fault here, which says where it belongs. */
export const MisplacedField = (where: string) => {
  const rule: rules.Rule = { expected: `this key ${where}`, accepts: [], check: () => false, schema: { not: {} } };
  return Field({ kind: 'value', rule }, { description: `Stands ${where}.`, hidden: true });
};
