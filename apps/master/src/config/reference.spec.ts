import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceRows } from '@failover-dns/config';
import { expect, it } from 'vitest';
import { readMasterConfig } from './read-master-config.js';
import { ConfigFile } from './sections/config-file.js';

const textOf = (page: string): string => readFileSync(new URL(`../../../../${page}`, import.meta.url), 'utf8');

it('docs/configuration.md has a row for every key, as the classes describe it', () => {
  const rows = textOf('docs/configuration.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const all = referenceRows(ConfigFile);
  const ofDomains = all.filter((row) => row.startsWith('| `zones[].domains.<name>.'));
  const asDefaults = new Set(ofDomains.map((row) => row.replace('zones[].domains.<name>.', 'defaults.')));
  expect(rows).toEqual(all.filter((row) => !asDefaults.has(row)));
});

it.each(['README.md', 'docs/configuration.md'])('the config in %s loads without a fault or a warning', (page) => {
  const folder = mkdtempSync(join(tmpdir(), 'failover-config-'));
  const file = join(folder, 'config.yaml');
  writeFileSync(file, /```yaml\n([^]*?)```/.exec(textOf(page))?.[1] ?? '');
  try {
    expect(readMasterConfig(file, { AGENT_TOKEN: 'x' })).toMatchObject({ ok: true, warnings: [] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
