import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatFaults, referenceRows } from '@failover-dns/config';
import { expect, it } from 'vitest';
import { readMasterConfig } from './read-master-config.js';
import { ConfigFile } from './sections/config-file.js';
import { MODE_KEYS } from './sections/mode-keys.js';

const textOf = (page: string): string => readFileSync(new URL(`../../../../${page}`, import.meta.url), 'utf8');

it('docs/configuration.md has a row for every key, as the classes describe it', () => {
  const [, table = ''] = textOf('docs/configuration.md').split('## Every key\n');
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  const all = referenceRows(ConfigFile);
  const ofDomains = all.filter((row) => row.startsWith('| `zones[].domains.<name>.'));
  const asDefaults = new Set(ofDomains.map((row) => row.replace('zones[].domains.<name>.', 'defaults.')));
  // What the monitor says of every check, a check and a target may say for themselves.
  const keys = MODE_KEYS.map(({ key }) => key).join('|');
  const again = new RegExp(`\\.(checks|targets)\\[\\]\\.(${keys})\``);
  expect(rows).toEqual(all.filter((row) => !asDefaults.has(row) && !again.test(row)));
});

it.each([
  // Short on purpose: it names no server of the zone.
  ['README.md', 1, []],
  ['docs/policies.md', 1, []],
  ['docs/configuration.md', 2, []],
])('the configs in %s load without a fault (%i of them); their warnings: %j', (page, count, warned) => {
  const folder = mkdtempSync(join(tmpdir(), 'failover-config-'));
  const file = join(folder, 'config.yaml');
  const configs = [...textOf(page).matchAll(/```yaml\n([^]*?)```/g)]
    .map(([, text = '']) => text)
    .filter((text) => text.includes('zones:'));
  try {
    expect(configs).toHaveLength(count);
    const warnings = configs.flatMap((text) => {
      writeFileSync(file, text);
      const read = readMasterConfig(file, { AGENT_TOKEN: 'x', FRA_TOKEN: 'token-of-fra', NYC_TOKEN: 'token-of-nyc' });
      return read.ok ? read.warnings.map(({ path }) => path) : formatFaults(read.faults);
    });
    expect(warnings).toEqual(warned);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
