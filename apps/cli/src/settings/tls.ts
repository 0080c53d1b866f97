import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { misuse } from '../failure.js';
import { type SettingsFile } from './settings-file.js';
import { isReadByOthers } from './token-file.js';

/** How the master is known, and what is shown to it; PEM each. Empty: as usual. */
export interface Tls {
  ca?: string;
  cert?: string;
  key?: string;
}

const SOURCES = [
  { part: 'ca', flag: 'caFile', option: '--ca-file', variable: 'FAILOVER_CA_FILE', setting: 'ca_file' },
  { part: 'cert', flag: 'certFile', option: '--cert-file', variable: 'FAILOVER_CERT_FILE', setting: 'cert_file' },
  { part: 'key', flag: 'keyFile', option: '--key-file', variable: 'FAILOVER_KEY_FILE', setting: 'key_file' },
] as const;

type FileFlags = Partial<Record<(typeof SOURCES)[number]['flag'], string>>;

/** From the command line, else the environment, else the settings file. */
export function readTls(flags: FileFlags, env: NodeJS.ProcessEnv, file: string, said: SettingsFile, warnings: string[]): Tls {
  const tls: Tls = {};
  for (const { part, flag, option, variable, setting } of SOURCES) {
    const beside = said[setting] && resolve(dirname(file), said[setting]);
    const from = flags[flag] ? option : env[variable] ? variable : file;
    const path = flags[flag] || env[variable] || beside;
    if (path) tls[part] = readPem(path, from, part);
    if (path && part === 'key' && isReadByOthers(path))
      warnings.push(`${path} is a key and others can read it: chmod 600 ${path}`);
  }
  if ((tls.cert === undefined) !== (tls.key === undefined))
    throw misuse('a certificate and its key come together', 'give both --cert-file and --key-file, or none');
  if (tls.cert !== undefined && !fits(tls))
    throw misuse('the key is not that of the certificate', 'look at --cert-file and --key-file');
  return tls;
}

function readPem(path: string, from: string, part: keyof Tls): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw misuse(`the file ${path} (${from}) cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  if (!text.includes('-----BEGIN') || !fits({ [part]: text }))
    throw misuse(`the file ${path} (${from}) holds no PEM that can be read`);
  return text;
}

function fits(tls: Tls): boolean {
  try {
    createSecureContext(tls);
    return true;
  } catch {
    return false;
  }
}
