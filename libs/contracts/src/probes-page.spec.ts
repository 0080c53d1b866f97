import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CHECK_PARAMS } from './check-params.js';

interface Shown {
  description: string;
  type: unknown;
  enum?: string[];
  isArray?: boolean;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
}

const kindOf = ({ type, enum: choices, isArray, minimum, maximum, maxLength, maxItems }: Shown): string => {
  if (choices) return choices.map((choice) => `\`${choice}\``).join(', ');
  if (isArray) return `list of texts, at most ${maxItems}`;
  if (type === 'integer') return `${minimum} to ${maximum}`;
  if (type === 'object') return 'names with texts, at most 32';
  return type === Boolean ? '`true`, `false`' : `text, at most ${maxLength}`;
};

/** The row of a parameter on the page, as its class describes it. */
function rowOf(prototype: object, key: string): string {
  const shown = Reflect.getMetadata('swagger/apiModelProperties', prototype, key) as Shown;
  const { default: initial, description } = shown;
  const written = initial === '' ? 'none' : `\`${typeof initial === 'string' ? initial : JSON.stringify(initial)}\``;
  return `| \`${key}\` | ${kindOf(shown)} | ${written} | ${description} |`;
}

it('docs/probes.md has a table of every mode, with a row for every key as its class describes it', () => {
  const page = readFileSync(new URL('../../../docs/probes.md', import.meta.url), 'utf8');
  for (const [mode, params] of Object.entries(CHECK_PARAMS)) {
    // What https knows besides stands in its own table.
    const inherited = mode === 'https' ? Object.keys(new CHECK_PARAMS.http()) : [];
    const keys = Object.keys(new params()).filter((key) => !inherited.includes(key));
    const [, section = ''] = page.split(`\n## \`${mode}\``);
    const rows = section
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(rows, mode).toEqual(keys.map((key) => rowOf(params.prototype, key)));
  }
});
