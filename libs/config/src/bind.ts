import { validateSync } from 'class-validator';
import { expand } from './environment.js';
import { type FaultLog, formatPath, keyWord, oneOf, type Path, quote, show, unknownKey } from './fault.js';
import { type FieldInfo, fieldsOf, misfits, type Section, type Shape } from './field.js';
import { nearest } from './nearest.js';
import { type Entry, isEmpty, type MapNode, type Node, placeOf, type ScalarNode } from './node.js';
import { type Rule } from './rules.js';
import { plainValue } from './scalar.js';
import { readSecret, secretPath } from './secret-file.js';
import { type Source } from './source.js';

/** A fault has been said already. */
const BROKEN = Symbol('broken');

/** Where a missing key is blamed: at the key of its section, or where the section begins. */
type Owner = { source: Source; offset: number };

/**
 * Makes instances of config classes from a document. Never stops at a fault: what is wrong is said, then left at its
 * default, so that later checks can look at the rest.
 */
export class Binder {
  /** Files that secrets were read from, or were to be, by the path of the key that names them. */
  readonly secretFiles = new Map<string, string>();

  constructor(
    private readonly log: FaultLog,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  section<T extends object>(type: new () => T, node: Node, path: Path, owner: Owner = node): T | undefined {
    if (node.kind !== 'map' && !isEmpty(node)) {
      this.log.add(placeOf(node), path, path.length === 0 || hasSecret(type) ? hidden(node) : shown(node), 'a mapping');
      return undefined;
    }
    const instance = new type();
    const fields = fieldsOf(type);
    const broken = node.kind === 'map' ? this.fill(instance, fields, node, path) : new Set<string>();
    this.readSecrets(instance, fields, node, path, broken);
    for (const { property } of validateSync(instance, { forbidUnknownValues: false })) {
      if (!broken.has(property)) this.reject(instance, fields.get(property)!, node, path, owner);
    }
    return instance;
  }

  /** Sets what the document says; returns the keys that a fault has been said about. */
  private fill(target: object, fields: ReadonlyMap<string, FieldInfo>, node: MapNode, path: Path): Set<string> {
    const broken = new Set<string>();
    for (const [key, entry] of node.entries) {
      const field = fields.get(key);
      if (field === undefined) {
        const known = [...fields.values()].filter(({ hidden }) => !hidden).map((one) => one.key);
        this.unknownKey(key, known, entry, path, hasSecret(target.constructor as Section));
        continue;
      }
      const value = this.value(field, field.shape, entry.value, [...path, key], entry);
      if (value === BROKEN) broken.add(field.fileOf ?? key);
      else if (value !== undefined) Object.assign(target, { [key]: value });
    }
    return broken;
  }

  private value(field: FieldInfo, shape: Shape, node: Node, path: Path, owner: Owner): unknown {
    if (shape.kind === 'value') return this.scalar(field, shape.rule, node, path);
    if (shape.kind === 'section') return this.section(shape.of(), node, path, owner) ?? BROKEN;
    if (isEmpty(node)) return undefined;
    if (shape.kind === 'map') {
      if (node.kind !== 'map') return this.wrong(field, node, path);
      const items = new Map<string, object>();
      for (const [key, entry] of node.entries) {
        const item = this.section(shape.of(), entry.value, [...path, key], entry);
        if (item) items.set(key, item);
      }
      return items;
    }
    if (node.kind === 'scalar' && shape.kind === 'list' && shape.single) {
      const item = this.scalar(field, shape.rule, node, path);
      return item === BROKEN ? BROKEN : [item];
    }
    if (node.kind !== 'list') return this.wrong(field, node, path);
    // Holes keep the indices right; a list is tidied after it has been checked.
    return node.items.map((item, index) => {
      const at = [...path, index];
      const value = shape.kind === 'list' ? this.scalar(field, shape.rule, item, at) : this.section(shape.of(), item, at);
      return value === BROKEN ? undefined : value;
    });
  }

  private scalar(field: FieldInfo, rule: Rule, node: Node, path: Path): unknown {
    if (node.kind !== 'scalar' || node.value === null) return this.wrong(field, node, path, rule.expected);
    if (typeof node.value !== 'string') return node.value;
    const { text, whole, missing, malformed } = expand(node.value, this.env);
    if (malformed) {
      const hint = 'write $${ for ${ itself';
      this.log.add(placeOf(node), path, this.found(field, node), '${NAME} or ${NAME:-default}', hint);
      return BROKEN;
    }
    if (missing.length > 0) {
      const hint = `set ${missing.length > 1 ? 'them' : 'it'}, or give a default: \${${missing[0]}:-…}`;
      const found = `\${${missing.join('}, ${')}}, which is not set`;
      this.log.add(placeOf(node), path, found, 'an environment variable that is set', hint);
      return BROKEN;
    }
    if (whole === undefined) return text;
    const value = plainValue(text);
    return (rule.accepts as readonly string[]).includes(typeof value) ? value : text;
  }

  private wrong(field: FieldInfo, node: Node, path: Path, expected = field.expected): typeof BROKEN {
    this.log.add(placeOf(node), path, this.found(field, node), expected);
    return BROKEN;
  }

  private found(field: FieldInfo, node: Node): string {
    if (field.secret && !isEmpty(node)) return '(secret)';
    const { shape } = field;
    return 'of' in shape && hasSecret(shape.of()) ? hidden(node) : shown(node);
  }

  private unknownKey(key: string, known: readonly string[], entry: Entry, path: Path, besideSecret: boolean): void {
    if (this.log.full) return;
    const word = keyWord(key);
    const near = nearest(word, known);
    const expected = near === undefined ? oneOf(known) : 'a known key';
    // What stands alone beside a secret may be the rest of it, behind a comma.
    const shown = near === undefined && besideSecret && isEmpty(entry.value) ? '…' : unknownKey(key);
    this.log.add(placeOf(entry), [...path, shown], 'an unknown key', expected, near && keyHint(key, word, near));
  }

  private readSecrets(target: object, fields: ReadonlyMap<string, FieldInfo>, node: Node, path: Path, broken: Set<string>): void {
    const values = target as Record<string, unknown>;
    for (const [key, field] of fields) {
      if (field.fileOf === undefined || values[key] === undefined) continue;
      const entry = node.kind === 'map' ? node.entries.get(key) : undefined;
      const file = values[key];
      delete values[key];
      if (entry === undefined || typeof file !== 'string' || broken.has(field.fileOf)) continue;
      const both = node.kind === 'map' && node.entries.has(field.fileOf);
      const secret = secretPath(file, entry.source.file);
      if (!both) this.secretFiles.set(formatPath([...path, key]), secret);
      const read = both ? undefined : readSecret(secret);
      if (read !== undefined && 'value' in read) {
        const shape = fields.get(field.fileOf)!.shape;
        values[field.fileOf] = shape.kind === 'list' ? read.value.split(/\r?\n/) : read.value;
        continue;
      }
      broken.add(field.fileOf);
      const at = [...path, key];
      if (read === undefined) this.log.add(placeOf(entry.value), at, `${field.fileOf} and ${key} together`, 'one of the two');
      else {
        const isNamed = field.file !== undefined && looksLikePath(file);
        const found = isNamed ? `${read.found}: ${secret}` : read.found;
        this.log.add(placeOf(entry.value), at, found, field.file ?? 'a file with the secret');
      }
    }
  }

  /** Says what class-validator found wrong with a field, and puts its default back. */
  private reject(target: object, field: FieldInfo, node: Node, path: Path, owner: Owner): void {
    const values = target as Record<string, unknown>;
    const value = values[field.key];
    const entries = node.kind === 'map' ? node.entries : undefined;
    const entry = entries?.get(field.key) ?? (field.secret ? entries?.get(`${field.key}_file`) : undefined);
    const at = [...path, field.key];
    const wrong = value === undefined ? [null] : misfits(field.shape, value);
    for (const index of wrong) {
      const items = entry?.value.kind === 'list' ? entry.value.items : undefined;
      const place = (index === null ? undefined : items?.[index]) ?? (entry ? valuePlace(entry.value, entry) : owner);
      const part = index === null ? value : (value as unknown[])[index];
      const rule = 'rule' in field.shape ? field.shape.rule : undefined;
      const expected = index === null ? field.expected : rule!.expected;
      const absent = part === undefined || !entry || isEmpty(entry.value);
      const found = absent ? 'nothing' : field.secret ? '(secret)' : shownValue(part, place);
      this.log.add(
        placeOf(place),
        index === null || !items ? at : [...at, index],
        found,
        expected,
        absent ? undefined : rule?.hint?.(part),
      );
    }
    if (wrong.includes(null)) values[field.key] = (new (target.constructor as Section)() as typeof values)[field.key];
    else values[field.key] = (value as unknown[]).map((item, index) => (wrong.includes(index) ? undefined : item));
  }
}

function keyHint(key: string, word: string, near: string): string {
  if (near !== word) return `did you mean ${quote(near, 60)}?`;
  return key[word.length] === ':' ? 'write a space after the colon' : 'write a colon and a space after it';
}

const valuePlace = (node: Node, entry: Owner): Owner => (node.kind === 'scalar' ? node : entry);

const shown = (node: Node): string => (node.kind === 'scalar' ? show(node.value) : node.kind === 'map' ? 'a mapping' : 'a list');

const MAX_PATH = 200;

/** What stands where a path belongs may be the secret itself. */
const looksLikePath = (text: string): boolean => !/[\r\n]|-----BEGIN/.test(text) && text.length <= MAX_PATH;

/** Where a mapping with a secret belongs, what stands there alone may be the secret. */
const hidden = (node: Node): string => (node.kind === 'scalar' && typeof node.value === 'string' ? 'text' : shown(node));

const hasSecret = (section: Section): boolean => [...fieldsOf(section).values()].some(({ secret }) => secret);

/** A value that came from the environment is named with its variable. */
function shownValue(value: unknown, place: Owner | ScalarNode): string {
  const text = 'kind' in place && place.kind === 'scalar' && typeof place.value === 'string' ? place.value : '';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  return /\$\{/.test(text) ? `${show(value)} (from ${show(text)})` : show(value);
}
