import { execFile, type ExecFileException } from 'node:child_process';
import { type IcmpParamsDto } from '@failover-dns/contracts';
import { error, fail, ok, oneLine, type Observation, type Prober } from './observation.js';

/** The shortest that every `ping` grants to everybody. */
const INTERVAL_SEC = 0.2;

/**
 * Echoes through the system's `ping` (iputils or BusyBox), which needs no privileges of ours.
 * Passes while no more are lost than `max_loss_percent`. The latency is the mean of those that came back.
 */
export const probeIcmp: Prober<IcmpParamsDto> = ({ ip }, { timeoutMs, params }, signal) => {
  const { count, max_loss_percent } = params;
  const lastMs = (count - 1) * INTERVAL_SEC * 1000;
  if (timeoutMs <= lastMs) {
    return Promise.resolve(error('local', `${count} echoes take ${lastMs} ms, and the check may take ${timeoutMs} ms`));
  }
  const wait = String(Math.max(1, Math.ceil(timeoutMs / 1000)));
  const pace = count === 1 ? [] : ['-i', String(INTERVAL_SEC)];
  const options = { signal, env: { PATH: process.env['PATH'] ?? '/bin:/usr/bin', LC_ALL: 'C' }, maxBuffer: 64 * 1024 };
  return new Promise((resolve) => {
    execFile('ping', ['-n', '-c', String(count), ...pace, '-W', wait, ip], options, (cause, stdout, stderr) =>
      resolve(signal.aborted ? fail('timeout') : readPing(cause, stdout, stderr, max_loss_percent)),
    );
  });
};

/** Reads what `ping` printed and how it ended: 0 when any echo came back, 1 when none did, 2 for its own troubles. */
export function readPing(cause: ExecFileException | null, stdout: string, stderr: string, maxLossPercent: number): Observation {
  if (cause !== null) return withoutEcho(cause, stdout, stderr);
  const [, min, mean, max] = /= *([\d.]+)\/([\d.]+)\/([\d.]+)/.exec(stdout) ?? [];
  const [, sent, received] = /(\d+) packets transmitted, (\d+) (?:packets )?received/.exec(stdout) ?? [];
  if (mean === undefined || sent === undefined) return error('local', 'ping: its words are not understood');
  const lossPercent = 100 * (1 - Number(received) / Number(sent));
  const latencyMs = Number(mean);
  const details = {
    sent: Number(sent),
    received: Number(received),
    loss_percent: Math.round(lossPercent),
    min_ms: Number(min),
    max_ms: Number(max),
  };
  if (lossPercent <= maxLossPercent) return ok(latencyMs, details);
  if (MAY_NOT.test(stderr)) return error('permission', 'ping may not send');
  return { ...fail('timeout', `${received} of ${sent} echoes came back`, latencyMs), details };
}

const MAY_NOT = /not permitted|permission denied|ping broadcast/i;

function withoutEcho(cause: ExecFileException, stdout: string, stderr: string): Observation {
  if (cause.code === 'ENOENT') return error('local', 'ping is not installed');
  if (cause.code === 'EACCES' || cause.code === 'EPERM') return error('permission', 'ping may not be run');
  if (MAY_NOT.test(stderr)) return error('permission', 'ping may not send');
  if (/network is unreachable|no route to host|cannot assign requested address|address family/i.test(stderr)) {
    return error('unreachable', 'no route to this network from here');
  }
  if (Number(cause.code) !== 1) return error('local', `ping: ${firstLine(stderr) || (cause.signal ?? String(cause.code))}`);
  return /\+\d+ errors/.test(stdout) ? fail('unreachable') : fail('timeout');
}

const firstLine = (text: string) =>
  oneLine(
    text
      .trim()
      .split('\n', 1)[0]!
      .replace(/^ping: /, ''),
  );
