import { type Fault, FaultLog, readConfig, rules, show, sortFaults } from '@failover-dns/config';
import { AgentConfig } from './agent-config.js';
import { tlsFaults } from './tls-faults.js';

/** `files`: every file that was read. */
export type AgentConfigRead = { files: readonly string[] } & ({ config: AgentConfig } | { faults: Fault[] });

/** Reads the agent's config whole: a config without a fault, or every fault of it. */
export function readAgentConfig(file: string, env = process.env): AgentConfigRead {
  const read = readConfig(file, AgentConfig, env);
  const config = read.ok ? read.value : read.partial;
  const log = new FaultLog();
  const names = new Set<string>();
  for (const [index, server] of (config?.servers ?? []).entries()) {
    if (server === undefined) continue;
    const path = ['servers', index, 'name'];
    if (names.has(server.name))
      log.add(read.locate(path), path, `${show(server.name)} again`, 'a name of its own for each server');
    if (server.name !== undefined) names.add(server.name);
    tlsFaults(server, index, (path) => read.locate(path), log);
    server.tags = rules.splitTags(server.tags ?? []);
  }
  const faults = [...(read.ok ? [] : read.faults), ...log.faults];
  const { files } = read;
  return faults.length === 0 && config ? { config, files } : { faults: sortFaults(faults), files };
}
