import { describe, expect, it } from 'vitest';
import { AddressField, fieldsOf, ListField, mergeNodes, type Node, PortField, rules, SecretField } from './index.js';
import { FaultLog } from './fault.js';
import { locate, says } from './node.js';
import { Source } from './source.js';
import { parseTree } from './tree.js';

class Base {
  @PortField({ description: 'A port.', default: '53' })
  port?: number;

  @ListField(rules.address, { description: 'Addresses.', single: true })
  addresses: string[] = [];
}

class Derived extends Base {
  @SecretField({ description: 'A secret.' })
  token?: string;

  @ListField(rules.address, { description: 'Addresses, at least one.', required: true, min: 1 })
  declare addresses: string[];
}

class Other extends Base {
  @AddressField({ description: 'An address.' })
  ip?: string;
}

describe('fieldsOf', () => {
  it('lists inherited fields first, and the file of a secret after it', () => {
    expect([...fieldsOf(Derived).keys()]).toEqual(['port', 'addresses', 'token', 'token_file']);
    expect([...fieldsOf(Base).keys()]).toEqual(['port', 'addresses']);
    expect([...fieldsOf(Other).keys()]).toEqual(['port', 'addresses', 'ip']);
  });

  it('carries what a reference page and a JSON Schema need', () => {
    const { port, addresses, token_file } = Object.fromEntries(fieldsOf(Derived));
    expect(port).toMatchObject({
      description: 'A port.',
      default: '53',
      required: false,
      expected: 'a port from 1 to 65535',
      shape: { kind: 'value', rule: { schema: { type: 'integer', minimum: 1, maximum: 65535 } } },
    });
    expect(addresses).toMatchObject({ required: true, description: 'Addresses, at least one.', shape: { kind: 'list', min: 1 } });
    expect(token_file).toMatchObject({ fileOf: 'token', expected: 'the path of a file' });
  });
});

describe('mergeNodes', () => {
  const tree = (text: string): Node => parseTree(new Source('c.yaml', text), new FaultLog())!;
  const plain = (node: Node): unknown => {
    if (node.kind === 'scalar') return node.value;
    if (node.kind === 'list') return node.items.map(plain);
    return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry.value)]));
  };

  it.each([
    ['keys of both', '{a: 1}', '{b: 2}', { a: 1, b: 2 }],
    ['what lies over wins', '{a: 1}', '{a: 2}', { a: 2 }],
    ['mappings merge, however deep', '{s: {t: {a: 1, b: 1}}}', '{s: {t: {b: 2}}}', { s: { t: { a: 1, b: 2 } } }],
    ['lists are replaced', '{a: [1, 2]}', '{a: [3]}', { a: [3] }],
    ['an empty key takes what lies under it', '{s: {a: 1}}', '{s: }', { s: { a: 1 } }],
    ['another kind replaces', '{s: {a: 1}}', '{s: 5}', { s: 5 }],
    ['a file replaces the secret', '{token: a}', '{token_file: b}', { token_file: 'b' }],
    ['a secret replaces its file', '{token_file: a}', '{token: b}', { token: 'b' }],
  ])('%s', (_title, under, over, expected) => {
    expect(plain(mergeNodes(tree(under), tree(over)))).toEqual(expected);
  });

  it('leaves both as they were, and each value at its own place', () => {
    const [under, over] = [tree('# 1\na: 1\n'), tree('b: 2\n')];
    const merged = mergeNodes(under, over);
    expect([plain(under), plain(over)]).toEqual([{ a: 1 }, { b: 2 }]);
    expect([locate(merged, ['a']).line, locate(merged, ['b']).line]).toEqual([2, 1]);
  });
});

it('says knows what a document has at a path, be it empty', () => {
  const root = parseTree(new Source('c.yaml', 'a: { b: [1, { c: }] }\n'), new FaultLog())!;
  expect([[], ['a'], ['a', 'b', 0], ['a', 'b', 1, 'c']].map((path) => says(root, path))).toEqual([true, true, true, true]);
  expect([['b'], ['a', 'b', 2], ['a', 'b', 0, 'c'], ['a', 'x', 'y']].map((path) => says(root, path))).not.toContain(true);
});
