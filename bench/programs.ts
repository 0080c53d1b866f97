import { installPackages } from '../tools/lib/debian.mjs';
import { execFileSync, type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';

/** The core that servers run on; the client has the other one. */
const SERVER_CORE = '0';
const CLIENT_CORE = '1';

const PACKAGES: Record<string, string> = {
  '/usr/bin/dnsperf': 'dnsperf',
  '/usr/sbin/gdnsd': 'gdnsd',
  '/usr/sbin/pdns_server': 'pdns-server',
  '/usr/lib/x86_64-linux-gnu/pdns/libbindbackend.so': 'pdns-backend-bind',
};

/** Installs the peers and the client from Debian's packages, where it may; none of their services is started. */
export async function installPeers(): Promise<void> {
  const missing = Object.entries(PACKAGES)
    .filter(([file]) => !existsSync(file))
    .map(([, name]) => name);
  if (missing.length === 0) return;
  const { code, output } = await installPackages(missing);
  if (code !== 0) throw new Error(output);
}

/** Starts a server on its core; what it prints goes to `log`. */
export function startPinned(command: string, args: readonly string[], log: string): ChildProcess {
  const out = openSync(log, 'a');
  return spawn('taskset', ['-c', SERVER_CORE, command, ...args], { stdio: ['ignore', out, out] });
}

export const runOnClientCore = (command: string, args: readonly string[]): string =>
  execFileSync('taskset', ['-c', CLIENT_CORE, command, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** CPU time of a process and all its threads so far, in microseconds. */
export function cpuMicros(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const TICK_MICROS = 10_000; // USER_HZ is 100 on Linux
  return (Number(fields[11]) + Number(fields[12])) * TICK_MICROS;
}

export function residentMb(pid: number): number {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Waits until `condition` holds; throws with `what` after `seconds`. */
export async function until(what: string, condition: () => Promise<boolean> | boolean, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
