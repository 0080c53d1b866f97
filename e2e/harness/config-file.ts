import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** A master's config as an operator sees it in an editor. The harness writes JSON, which is YAML too. */
export interface Written {
  dns: Record<string, unknown>;
  api: Record<string, unknown>;
  agents?: Record<string, unknown>[];
  log?: Record<string, unknown>;
  storage?: Record<string, unknown>;
  zones: { name: string; domains: Record<string, WrittenDomain> }[];
}
export interface WrittenDomain {
  ttl?: number;
  fallback: string[];
  server: Record<string, unknown>;
  monitor: { monitor_tag: unknown; targets: Record<string, unknown>[] };
  agent: Record<string, unknown>;
}

/** Changes the file in one step, as an editor does that writes beside it and renames. */
export function edit(file: string, change: (config: Written) => void): void {
  const config = JSON.parse(readFileSync(file, 'utf8')) as Written;
  change(config);
  replace(file, JSON.stringify(config, null, 2));
}

export function replace(file: string, text: string | Buffer): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
