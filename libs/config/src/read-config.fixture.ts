import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import * as config from './index.js';

export class Section {
  @config.PortField({ description: 'A port.' })
  port = 53;

  @config.ChoiceField(['any', 'quorum', 'all', 'priority'], { description: 'A choice.' })
  policy = 'any';

  @config.BooleanField({ description: 'A switch.' })
  on = false;

  @config.AddressField({ description: 'An address.', required: true })
  ip?: string;

  @config.SecretField({ description: 'A secret.' })
  token?: string;
}

export class Root {
  @config.TextField({ description: 'A text.' })
  name = 'unnamed';

  @config.SecondsField({ description: 'A duration.' })
  wait_sec = 1;

  @config.UrlField({ description: 'A URL.' })
  url?: string;

  @config.ValueField(config.rules.either(config.rules.integer({ min: 1, max: 64 }), config.rules.choice(['auto'])), {
    description: 'A number or a word.',
  })
  workers: number | 'auto' = 1;

  @config.ListField(config.rules.address, { description: 'Addresses.', single: true, min: 1, max: 3 })
  listen: config.Items<string> = ['::'];

  @config.ListField(config.rules.text(), { description: 'Words.' })
  words: config.Items<string> = [];

  @config.ListField(config.rules.pattern('hexadecimal digits', /^[0-9a-f]+$/), {
    description: 'Keys.',
    secret: true,
    single: true,
  })
  keys: config.Items<string> = [];

  @config.SectionField(() => Section, { description: 'One section.' })
  one?: Section;

  @config.SectionListField(() => Section, { description: 'A list of sections.' })
  many: config.Items<Section> = [];

  @config.SectionMapField(() => Section, { description: 'Sections by name.' })
  named = new Map<string, Section>();
}

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export const pathOf = (name: string): string => join(folder, name);

export function read(content: string | Uint8Array, env: NodeJS.ProcessEnv = {}): config.ReadResult<Root> {
  writeFileSync(pathOf('c.yaml'), content);
  return config.readConfig(pathOf('c.yaml'), Root, env);
}

/** What the user sees, each line without the folder; empty when there is no fault. */
export function faultsOf(content: string | Uint8Array, env?: NodeJS.ProcessEnv): string[] {
  const result = read(content, env);
  return result.ok ? [] : config.formatFaults(result.faults).replaceAll(`${folder}/`, '').split('\n');
}

export function valueOf(content: string | Uint8Array, env?: NodeJS.ProcessEnv): Root {
  const result = read(content, env);
  if (!result.ok) throw new Error(config.formatFaults(result.faults));
  return result.value;
}
