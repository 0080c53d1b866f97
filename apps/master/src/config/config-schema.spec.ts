import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { configSchema } from './config-schema.js';

interface Validate {
  (data: unknown): boolean;
  errors?: { instancePath: string; keyword: string }[] | null;
}
/** Fastify's own, with its formats: nothing else here needs one. */
const require = createRequire(createRequire(createRequire(import.meta.url).resolve('fastify')).resolve('@fastify/ajv-compiler'));
const { default: Ajv } = require('ajv') as { default: new (options: object) => { compile(schema: object): Validate } };
const { default: addFormats } = require('ajv-formats') as { default: (ajv: object) => void };

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
addFormats(ajv);
const validate = ajv.compile(configSchema());
const textOf = (page: string) => readFileSync(new URL(`../../../../${page}`, import.meta.url), 'utf8');
const testdata = join(import.meta.dirname, 'testdata');

/** Where it is refused; empty: it is not. */
function refused(config: unknown): string[] {
  if (validate(config)) return [];
  return [...new Set((validate.errors ?? []).map(({ instancePath }) => instancePath || '/'))];
}

it('docs/config.schema.json is current: npm run config:schema', () => {
  expect(JSON.parse(textOf('docs/config.schema.json'))).toEqual(JSON.parse(JSON.stringify(configSchema())));
});

describe('accepts', () => {
  // Editors merge `<<` before they check; js-yaml's load does not.
  const valid = readdirSync(testdata).filter((name) => /^(valid|lints-(?!targets)).*\.yaml$/.test(name));
  const written = (page: string) =>
    [...textOf(page).matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => text).filter((text) => text.includes('zones:'));
  const configs: [string, string][] = [
    ...valid.map((name): [string, string] => [name, readFileSync(join(testdata, name), 'utf8')]),
    ...['README.md', 'docs/policies.md', 'docs/configuration.md'].flatMap((page) =>
      written(page).map((text): [string, string] => [page, text]),
    ),
    ['tools/demo/master.yaml', textOf('tools/demo/master.yaml')],
    ['a part', 'zones: [{ name: failover }]'],
    ['what is empty', 'dns:\nzones:\n  - name: failover\n    domains:\n      www:\n'],
    ['the environment', 'dns: { listen_port: "${PORT}", workers: "${WORKERS:-auto}" }'],
  ];
  it.each(configs)('%s', (_, text) => expect(refused(load(text))).toEqual([]));
});

describe('refuses', () => {
  it.each<[string, string, string]>([
    ['an unknown key', 'dnss: {}', '/'],
    ['an unknown key within', 'zones: [{ name: a, tll: 5 }]', '/zones/0'],
    ['another word', 'defaults: { server: { policy: anny } }', '/defaults/server/policy'],
    ['a number that is too large', 'dns: { listen_port: 70000 }', '/dns/listen_port'],
    ['a number in quotes', 'dns: { listen_port: "53" }', '/dns/listen_port'],
    ['no address', 'zones: [{ name: a, domains: { b: { fallback: [nowhere] } } }]', '/zones/0/domains/b/fallback/0'],
    [
      'a target without one',
      'zones: [{ name: a, domains: { b: { monitor: { targets: [{ port: 1 }] } } } }]',
      '/zones/0/domains/b/monitor/targets/0',
    ],
    ['a zone without a name', 'zones: [{ ttl: 5 }]', '/zones/0'],
    ['a list for a section', 'api: []', '/api'],
    ['a text for a list', 'zones: failover', '/zones'],
    [
      'the brake of one domain',
      'zones: [{ name: a, domains: { b: { server: { brake: { share: 5% } } } } }]',
      '/zones/0/domains/b/server',
    ],
  ])('%s', (_, text, at) => expect(refused(load(text))).toContain(at));
});
