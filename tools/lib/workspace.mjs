// What `npm start` and `npm test` share. Only node: builtins, for any Node from 20 on: nothing may be installed yet.
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
const BIN = join(ROOT, 'node_modules/.bin');

/** The Node that package.json pins; the one that runs this file may be older. */
export const NODE = join(BIN, 'node');

export const ENV = {
  ...process.env,
  PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
};

/**
 * Runs a command at the root to its end, or for `minutes`. `show`: its output appears as it comes; else it is only returned.
 */
export function run(command, args, { show = false, env = ENV, minutes = 20 } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: minutes * 60_000 });
    const stop = () => {
      child.kill('SIGTERM');
      process.exit(1);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    let output = '';
    const add = (text) => {
      output += text;
      if (show) process.stdout.write(text);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', add);
    child.once('error', (error) => done({ code: 127, output: `${command}: ${error.message}\n` }));
    child.once('close', (code, signal) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      if (signal) add(`\n${command} was ended by ${signal}${child.killed ? `: it took longer than ${minutes} minutes` : ''}\n`);
      done({ code: code ?? 1, output });
    });
  });
}

/** True when node_modules is missing or older than the lock file. */
export function mustInstall() {
  const installed = join(ROOT, 'node_modules/.package-lock.json');
  return !existsSync(NODE) || !existsSync(installed) || modified(installed) < modified(join(ROOT, 'package-lock.json'));
}

export const install = () => run('npm', ['ci', '--loglevel=error'], { env: process.env });

export const build = () => run('nx', ['run-many', '-t', 'build', '--outputStyle=static']);

const modified = (file) => statSync(file).mtimeMs;

/** Seconds since `start`, as text. */
export const since = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
