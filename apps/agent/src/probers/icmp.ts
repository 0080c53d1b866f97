import { execFile, type ExecFileException } from 'node:child_process';
import { error, fail, ok, type Observation, type Prober } from './observation.js';

/**
 * One echo through the system's `ping` (iputils or BusyBox), which needs no privileges of ours.
 * Its exit code 1 means that no answer came.
 */
export const probeIcmp: Prober = ({ ip }, { timeoutMs }, signal) =>
  new Promise((resolve) => {
    const seconds = String(Math.max(1, Math.ceil(timeoutMs / 1000)));
    const options = { signal, env: { PATH: process.env['PATH'] ?? '/bin:/usr/bin', LC_ALL: 'C' }, maxBuffer: 64 * 1024 };
    execFile('ping', ['-n', '-q', '-c', '1', '-W', seconds, ip], options, (cause, stdout, stderr) =>
      resolve(signal.aborted ? fail('timeout') : readPing(cause, stdout, stderr)),
    );
  });

/** Reads what `ping` printed and how it ended. */
export function readPing(cause: ExecFileException | null, stdout: string, stderr: string): Observation {
  if (cause === null) return ok(Number(/min\/avg\/max[^=]*= *([\d.]+)/.exec(stdout)?.[1] ?? 0));
  if (cause.code === 'ENOENT') return error('local', 'ping is not installed');
  if (/not permitted|permission denied/i.test(stderr)) return error('permission', 'ping may not send');
  if (/network is unreachable|cannot assign requested address|address family/i.test(stderr)) {
    return error('unreachable', 'no route to this network from here');
  }
  if (Number(cause.code) !== 1) return error('local', `ping: ${firstLine(stderr) || (cause.signal ?? String(cause.code))}`);
  return /\+\d+ errors/.test(stdout) ? fail('unreachable') : fail('timeout');
}

const firstLine = (text: string) =>
  text
    .trim()
    .split('\n', 1)[0]!
    .replace(/^ping: /, '');
