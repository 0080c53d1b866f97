import { readFileSync } from 'node:fs';
import { fieldsOf } from '@failover-dns/config';
import { expect, it } from 'vitest';
import { AgentConfig } from './agent-config.js';

type Section = Parameters<typeof fieldsOf>[0];

/** `servers[].token`, as the page writes it. */
function keysOf(section: Section, before = ''): string[] {
  return [...fieldsOf(section).values()].flatMap(({ key, shape }) => {
    const path = before + key;
    if (shape.kind === 'section') return keysOf(shape.of(), `${path}.`);
    if (shape.kind === 'sections') return keysOf(shape.of(), `${path}[].`);
    if (shape.kind === 'map') return keysOf(shape.of(), `${path}.<name>.`);
    return [path];
  });
}

it('docs/agents.md lists every key, and no other', () => {
  const page = readFileSync(new URL('../../../../docs/agents.md', import.meta.url), 'utf8');
  const [table = ''] = /\| key \|[^]*?\n\n/.exec(page) ?? [];
  const listed = [...table.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`([^`]+)`/g)].map(([, key]) => key!),
  );
  expect(listed.sort()).toEqual(keysOf(AgentConfig).sort());
});
