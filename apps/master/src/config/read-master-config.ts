import { type Fault, readConfig, type Texts } from '@failover-dns/config';
import { compileConfig } from './compile/config.js';
import { lint } from './lints/lints.js';
import { type MasterConfig } from './master-config.js';
import { mergeDefaults } from './merge-defaults.js';
import { Report } from './report.js';
import { ConfigFile } from './sections/config-file.js';

/** `files`: all that were read, or looked for; `sources`: the YAML files among them. */
export type MasterConfigResult = { files: readonly string[]; sources: readonly string[] } & (
  { ok: true; config: MasterConfig; warnings: Fault[] } | { ok: false; faults: Fault[] }
);

/** Reads the master's config whole: a config without a fault, or every fault of it. Never throws. `texts` stand in place of files. */
export function readMasterConfig(file: string, env: NodeJS.ProcessEnv = process.env, texts?: Texts): MasterConfigResult {
  const read = readConfig(file, ConfigFile, env, { prepare: mergeDefaults, lists: ['zones', 'agents', 'webhooks'], texts });
  const { files, sources } = read;
  const sections = read.ok ? read.value : read.partial;
  if (sections === undefined) return { ok: false, faults: read.ok ? [] : read.faults, files, sources };
  const report = new Report(read);
  const config = compileConfig(file, sections, report);
  if (report.faults.length > 0) return { ok: false, faults: report.faults, files, sources };
  lint({ sections, config, unmatched: read.unmatched }, report);
  return { ok: true, config, warnings: report.warnings, files, sources };
}
