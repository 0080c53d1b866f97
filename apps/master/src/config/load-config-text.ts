import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMasterConfig } from './load-master-config.js';
import { type MasterConfigResult } from './read-master-config.js';

/** Reads a config that came as text, as if it stood in a file of its own. */
export async function loadConfigText(text: string): Promise<MasterConfigResult> {
  const folder = await mkdtemp(join(tmpdir(), 'failover-config-'));
  try {
    const file = join(folder, 'config.yaml');
    await writeFile(file, text, { mode: 0o600 });
    return await loadMasterConfig(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
