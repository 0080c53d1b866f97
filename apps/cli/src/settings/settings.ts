import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { formatFault, readConfig } from '@failover-dns/config';
import { misuse } from '../failure.js';
import { SettingsFile } from './settings-file.js';
import { readTls, type Tls } from './tls.js';
import { isReadByOthers, readToken } from './token-file.js';

/** What the command line says; it wins over the environment, which wins over the file. */
export interface Flags {
  server?: string;
  token?: string;
  tokenFile?: string;
  caFile?: string;
  certFile?: string;
  keyFile?: string;
}

export interface Token {
  value: string;
  /** `--token`, `FAILOVER_TOKEN` … */
  from: string;
}

export interface Settings {
  server: string;
  serverFrom: string;
  token: Token | undefined;
  tls: Tls;
  /** Where DNS is asked; undefined: where the master says that it answers. */
  dns: string | undefined;
  /** The settings file, whether there is one or not. */
  file: string;
  warnings: string[];
}

export const DEFAULT_SERVER = 'http://127.0.0.1:8000';

export function readSettings(flags: Flags, env: NodeJS.ProcessEnv = process.env): Settings {
  const file = env.FAILOVER_CONFIG || join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'failover', 'config.yaml');
  const warnings: string[] = [];
  const said = settingsIn(file, env, warnings);
  const [server, serverFrom] = first([
    [flags.server, '--server'],
    [env.FAILOVER_URL, 'FAILOVER_URL'],
    [said.server, file],
  ]) ?? [DEFAULT_SERVER, 'the default'];
  return {
    server: serverUrl(server, serverFrom),
    serverFrom,
    token: tokenOf(flags, env, file, said, warnings),
    tls: readTls(flags, env, file, said, warnings),
    dns: env.FAILOVER_DNS || said.dns,
    file,
    warnings,
  };
}

function settingsIn(file: string, env: NodeJS.ProcessEnv, warnings: string[]): SettingsFile {
  if (!existsSync(file) && !env.FAILOVER_CONFIG) return {};
  const read = readConfig(file, SettingsFile, env);
  if (!read.ok) throw misuse('the settings are wrong', ...read.faults.map(formatFault));
  const { token, token_file: tokenFile } = read.value;
  if (token !== undefined && tokenFile !== undefined)
    throw misuse(`${file}: token and token_file together`, 'keep one of the two');
  if (token !== undefined && isReadByOthers(file))
    warnings.push(`${file} holds a token and others can read it: chmod 600 ${file}`);
  return read.value;
}

function tokenOf(flags: Flags, env: NodeJS.ProcessEnv, file: string, said: SettingsFile, warnings: string[]): Token | undefined {
  if (flags.token !== undefined && flags.tokenFile !== undefined)
    throw misuse('--token and --token-file together', 'give one of the two');
  const beside = said.token_file === undefined ? undefined : resolve(dirname(file), said.token_file);
  const sources: [value: string | undefined, from: string, isPath: boolean][] = [
    [flags.token, '--token', false],
    [flags.tokenFile, '--token-file', true],
    [env.FAILOVER_TOKEN, 'FAILOVER_TOKEN', false],
    [env.FAILOVER_TOKEN_FILE, 'FAILOVER_TOKEN_FILE', true],
    [said.token, file, false],
    [beside, file, true],
  ];
  const [given, name, isPath] = sources.find(([value]) => value) ?? [];
  if (given === undefined || name === undefined) return undefined;
  const value = isPath ? readToken(given, warnings) : given;
  const from = isPath ? `${given} (${name})` : name;
  if (!/^[\x21-\x7e]+$/.test(value)) throw misuse(`the token from ${from} has blanks or characters that no token has`);
  return { value, from };
}

const first = (sources: [string | undefined, string][]) => sources.find((source): source is [string, string] => !!source[0]);

function serverUrl(text: string, from: string): string {
  if (!/^https?:\/\/[^/\s]/i.test(text) || !URL.canParse(text))
    throw misuse(`"${text}" (${from}) is no URL of a master`, `write it as ${DEFAULT_SERVER}`);
  return text.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
}
