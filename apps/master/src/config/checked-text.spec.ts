import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkedJson, checkedText } from './checked-text.js';
import { readMasterConfig } from './read-master-config.js';

const folder = join(import.meta.dirname, 'testdata');

it.each([
  ['valid-everything.yaml', 'ok: 2 zones, 5 domains, 8 targets\n'],
  [
    'lints-tags.yaml',
    /^warning: .*lints-tags\.yaml:1:1: agents: found 2 agents.*\nok: 1 zone, 0 domains, 0 targets; 1 warning\n$/,
  ],
  ['valid-predecessor.yaml', /\nok: 1 zone, 1 domain, 2 targets; 2 warnings\n$/],
])('%s', (name, expected) => {
  const read = readMasterConfig(join(folder, name), {});
  if (!read.ok) throw new Error('it has faults');
  expect(checkedText(read.config, read.warnings)).toMatch(expected);
});

it.each([
  ['valid-everything.yaml', { ok: true, zones: 2, domains: 5, targets: 8, faults: [], warnings: [] }],
  [
    'lints-tags.yaml',
    { ok: true, zones: 1, warnings: [{ line: 1, column: 1, path: 'agents', found: '2 agents, all with the tags dc, eu' }] },
  ],
  ['invalid-tabs.yaml', { ok: false, faults: [{ line: 2 }], warnings: [] }],
])('%s as JSON', (name, expected) => {
  expect(JSON.parse(checkedJson(readMasterConfig(join(folder, name), {})))).toMatchObject(expected);
});
