import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Fault } from '@failover-dns/config';
import { EXIT, Failure } from '../failure.js';

/** What `main.js --check --json` of the master says. */
export interface Checked {
  ok: boolean;
  zones?: number;
  domains?: number;
  targets?: number;
  faults: Fault[];
  warnings: Fault[];
}

/** Beside this program in the workspace, and in bundles; FAILOVER_MASTER names another. */
const PLACES = ['../../../master/dist/main.js', '../master/main.mjs'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const BESIDE = PLACES.find((path) => existsSync(path)) ?? PLACES.join(' or ');
const LARGEST_OUTPUT = 64 * 1024 * 1024;

/** Lets the master itself read the config, so that no second reader can differ from it. */
export async function checkWithMaster(file: string, master = process.env.FAILOVER_MASTER || BESIDE): Promise<Checked> {
  if (!existsSync(master))
    throw new Failure(`the master's program is not at ${master}`, ['build it, or name it with FAILOVER_MASTER']);
  const { code, stdout, stderr } = await run([master, '--check', '--json', '--config', file]);
  try {
    if (code === EXIT.ok || code === EXIT.usage) return JSON.parse(stdout) as Checked;
  } catch {
    // an older master, say: what it printed tells more
  }
  throw new Failure(`the master could not check ${file}`, [stderr.trim() || stdout.trim() || `it ended with ${code}`]);
}

function run(args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number | null; stdout: string; stderr: string }>();
  const child = execFile(process.execPath, args, { maxBuffer: LARGEST_OUTPUT }, (_error, stdout, stderr) =>
    resolve({ code: child.exitCode, stdout, stderr }),
  );
  return promise;
}
