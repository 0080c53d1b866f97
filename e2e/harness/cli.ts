import { tmpdir } from 'node:os';
import { type Master } from './master.js';
import { Program } from './program.js';

export const BIN = 'apps/cli/bin/failover.mjs';
export const ADMIN = 'an-operators-token';
export const AUTH = { authorization: `Bearer ${ADMIN}` };

interface Surroundings {
  master?: Pick<Master, 'url' | 'dnsPort'>;
  token?: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

/** The environment of `failover`: this master's, and no settings of whoever runs the tests. */
export const surroundings = ({ master, token, env }: Surroundings): NodeJS.ProcessEnv => ({
  XDG_CONFIG_HOME: '/nowhere',
  USER: 'ann',
  TZ: 'UTC',
  ...(master && { FAILOVER_URL: master.url, FAILOVER_DNS: `127.0.0.1:${master.dnsPort}` }),
  ...(token && { FAILOVER_TOKEN: token }),
  ...env,
});

/** Starts `failover`, which goes on until it is stopped. */
export const start = (args: readonly string[], options: Surroundings = {}): Program =>
  Program.node('failover', BIN, args, { env: surroundings(options), cwd: options.cwd ?? tmpdir() });

/** Runs `failover` to its end. */
export async function run(args: readonly string[], options: Surroundings = {}) {
  const program = start(args, options);
  const { code } = await program.ended;
  return { code, stdout: program.stdout, stderr: program.stderr };
}

/** What it printed as JSON; its exit code must be `code`. */
export async function json<Value>(args: readonly string[], options: Surroundings = {}, code = 0): Promise<Value> {
  const ended = await run([...args, '--json'], options);
  if (ended.code !== code) throw new Error(`failover ${args.join(' ')} ended with ${ended.code}: ${ended.stderr}${ended.stdout}`);
  return JSON.parse(ended.stdout) as Value;
}

/** The cells of each line. */
export const cells = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/ {2,}/));
