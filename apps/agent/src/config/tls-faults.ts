import { type FaultLog, type ReadResult } from '@failover-dns/config';
import { createSecureContext } from 'node:tls';
import { type AgentConfig } from './agent-config.js';
import { type ServerConfig } from './sections.js';

const TLS_KEYS = ['ca', 'fingerprint', 'cert', 'key'] as const;

/** What is wrong with how a master is to be known, and the agent to it. Says nothing of what the keys hold. */
export function tlsFaults(
  server: Partial<ServerConfig>,
  index: number,
  locate: ReadResult<AgentConfig>['locate'],
  log: FaultLog,
): void {
  const add = (key: keyof ServerConfig, found: string, expected: string) => {
    const path = ['servers', index, key];
    log.add(locate(path), path, found, expected);
  };
  const used = TLS_KEYS.find((key) => server[key] !== undefined);
  if (used !== undefined && server.url !== undefined && !/^https:/i.test(server.url)) {
    add('url', `an address without TLS beside \`${used}\``, 'an address that begins with https://');
  }
  if (server.cert !== undefined && server.key === undefined) add('cert', 'a certificate without its key', '`key` beside it');
  if (server.key !== undefined && server.cert === undefined) add('key', 'a key without its certificate', '`cert` beside it');
  for (const key of ['ca', 'cert', 'key'] as const) {
    if (server[key] !== undefined && !fits({ [key]: server[key] })) add(key, 'no PEM that can be read', `PEM of ${WHAT[key]}`);
  }
  const { cert, key } = server;
  if (cert && key && fits({ cert }) && fits({ key }) && !fits({ cert, key }))
    add('key', 'the key of another certificate', 'the key of `cert`');
}

const WHAT = { ca: 'certificates', cert: 'a certificate', key: 'a private key without a password' };

function fits(options: { ca?: string; cert?: string; key?: string }): boolean {
  if (options.ca !== undefined && !options.ca.includes('-----BEGIN')) return false;
  try {
    createSecureContext(options);
    return true;
  } catch {
    return false;
  }
}
