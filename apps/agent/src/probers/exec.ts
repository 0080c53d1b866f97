import { type ChildProcess, spawn } from 'node:child_process';
import { type ExecParamsDto } from '@failover-dns/contracts';
import { error, fail, ok, oneLine, type Observation, type Prober, type Target } from './observation.js';

const MAX_BYTES = 4096;
/** What a command has said may come a moment after its end. */
const DRAIN_MS = 50;

/**
 * Runs a command that this agent's own config allows by name: a program and its arguments, no shell.
 * 0 passes; 126, 127 and an end by a signal are this host's trouble; any other code fails, with the first line of its output.
 * What it leaves running in its process group ends with it.
 * Of the task only the address and the port reach the arguments (`{ip}`, `{port}`), and no secret of the agent its environment.
 */
export const probeExec: Prober<ExecParamsDto> = (target, { host, params: { command } }, signal, { commands }) => {
  const [file, ...args] = Object.hasOwn(commands, command) ? commands[command]! : [];
  if (file === undefined) return Promise.resolve(error('permission', `no command "${command}" is allowed here (allow_commands)`));
  if (signal.aborted) return Promise.resolve(fail('timeout'));
  return new Promise((resolve) => {
    const started = performance.now();
    const child = start(file, args, target, host);
    let output = '';
    let isOver = false;
    const settle = (observation: Observation) => {
      if (isOver) return;
      isOver = true;
      signal.removeEventListener('abort', expire);
      // A process that left the group may hold the pipe for ever.
      child.stdout?.destroy();
      killAll(child);
      resolve(observation);
    };
    const expire = () => settle(fail('timeout'));
    signal.addEventListener('abort', expire, { once: true });
    // There is none where this process has no descriptor left for it.
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(0, MAX_BYTES)));
    child.once('error', (cause: NodeJS.ErrnoException) => settle(unstarted(cause)));
    child.once('exit', (code, killedBy) => {
      const latencyMs = performance.now() - started;
      const end = () => settle(judge(code, killedBy, output, latencyMs));
      child.once('close', end);
      setTimeout(end, DRAIN_MS);
    });
  });
};

/** A process group of its own, so that whatever it starts ends with it. */
function start(file: string, args: readonly string[], { ip, port }: Target, host: string): ChildProcess {
  const filled = args.map((arg) => arg.replaceAll('{ip}', ip).replaceAll('{port}', String(port ?? '')));
  const env = {
    PATH: process.env['PATH'] ?? '/bin:/usr/bin',
    LC_ALL: 'C',
    FAILOVER_IP: ip,
    FAILOVER_PORT: String(port ?? ''),
    FAILOVER_HOST: host,
  };
  return spawn(file, filled, { env, cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
}

function killAll({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}

const unstarted = ({ code = '', message }: NodeJS.ErrnoException): Observation =>
  code === 'EACCES' || code === 'EPERM'
    ? error('permission', `the command: ${code}`)
    : error('local', `the command: ${code || message}`);

function judge(code: number | null, killedBy: NodeJS.Signals | null, output: string, latencyMs: number): Observation {
  if (code === 0) return ok(latencyMs, { exit: 0 });
  const words = oneLine(output.trim().split('\n', 1)[0]!);
  const end = `exit ${code ?? killedBy}${words ? `: ${words}` : ''}`;
  return code === null || code === 126 || code === 127 ? error('local', end) : fail('status', end, latencyMs);
}
