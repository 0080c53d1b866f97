import { readFileSync } from 'node:fs';
import { referenceRows } from '@failover-dns/config';
import { expect, it } from 'vitest';
import { ConfigFile } from './sections/config-file.js';

const PAGE = new URL('../../../../docs/configuration.md', import.meta.url);

it('docs/configuration.md has a row for every key, as the classes describe it', () => {
  const rows = readFileSync(PAGE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(referenceRows(ConfigFile).filter((row) => !row.startsWith('| `defaults.')));
});
