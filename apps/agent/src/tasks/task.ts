import { isIP } from 'node:net';
import { type TaskDto } from '@failover-dns/contracts';
import { type ProbeSpec } from '../probers/probe.js';
import { isMode, MODES } from '../probers/table.js';

/** A task as one master gave it. `wire` is echoed in its reports; `key` names it within its master. */
export interface Task {
  key: string;
  wire: Pick<TaskDto, 'check_name' | 'domain' | 'target_ip' | 'port'> & { type: string };
  spec: ProbeSpec;
  intervalMs: number;
}

/** `unreadable` tasks lack what even a report about them needs. A task with `spec.problem` is reported as `error`. */
export interface TaskSet {
  tasks: Task[];
  unreadable: string[];
}

const DEFAULT_INTERVAL_SEC = 30;
const DEFAULT_TIMEOUT_SEC = 5;

/** Reads the body of a `/tasks` reply; null when it is none. One bad task never costs the others. */
export function readTasks(body: string): TaskSet | null {
  const list = parse(body)?.['tasks'];
  if (!Array.isArray(list)) return null;
  const tasks = new Map<string, Task>();
  const unreadable: string[] = [];
  list.forEach((raw: unknown, index) => {
    const task = readTask(raw);
    if (typeof task === 'string') unreadable.push(`tasks[${index}]: ${task}`);
    else tasks.set(task.key, task);
  });
  return { tasks: [...tasks.values()], unreadable };
}

function readTask(raw: unknown): Task | string {
  if (!isRecord(raw)) return 'not an object';
  const { check_name, domain, target_ip, type, port = null, interval_sec, timeout_sec, verify } = raw;
  for (const [name, value] of Object.entries({ check_name, domain, target_ip, type })) {
    if (typeof value !== 'string' || value === '') return `${name} is missing`;
  }
  const wire = { check_name, domain, target_ip, type, port: typeof port === 'number' ? port : null } as Task['wire'];
  const mode = isMode(wire.type) ? MODES[wire.type] : null;
  const intervalSec = interval_sec ?? DEFAULT_INTERVAL_SEC;
  const timeoutSec = timeout_sec ?? DEFAULT_TIMEOUT_SEC;
  const problem =
    mode === null
      ? `unknown check type "${wire.type}"; this agent knows ${Object.keys(MODES).join(', ')}`
      : (addressProblem(wire.target_ip) ??
        portProblem(port, mode.port) ??
        secondsProblem('interval_sec', intervalSec) ??
        secondsProblem('timeout_sec', timeoutSec));
  return {
    key: `${wire.type} ${wire.check_name}`,
    wire,
    intervalMs: 1000 * (isSeconds(intervalSec) ? intervalSec : DEFAULT_INTERVAL_SEC),
    spec: {
      type: wire.type,
      problem,
      target: { ip: wire.target_ip, port: mode?.port === 'none' ? null : (wire.port ?? (mode?.port as number)) },
      check: {
        host: hostOf(wire.domain),
        verify: verify === true,
        timeoutMs: 1000 * (isSeconds(timeoutSec) ? timeoutSec : DEFAULT_TIMEOUT_SEC),
      },
    } as ProbeSpec,
  };
}

/** Same name, same run: tasks that ask for exactly this check share one probe, whoever asks. */
export function probeName({ spec, intervalMs }: Task): string {
  const { target, check, type, problem } = spec;
  const byHost = isMode(type) && MODES[type].byHost;
  return JSON.stringify([
    type,
    target.ip,
    target.port,
    intervalMs,
    check.timeoutMs,
    ...(byHost ? [check.host, check.verify] : []),
    problem,
  ]);
}

/** How a task stands in a log line: `webmail.failover 192.0.2.10:443 tcp`. */
export function describeTask({ wire: { domain, target_ip, port, type } }: Pick<Task, 'wire'>): string {
  const address = port === null ? target_ip : target_ip.includes(':') ? `[${target_ip}]:${port}` : `${target_ip}:${port}`;
  return `${domain} ${address} ${type}`;
}

/** The name a user would ask for; for a wildcard `*.app` its parent, as a star is no host name. */
const hostOf = (domain: string) => domain.replace(/\.$/, '').replace(/^\*\./, '');

const addressProblem = (ip: string) => (isIP(ip) && !ip.includes('%') ? null : `"${ip}" is not an IP address`);

function portProblem(port: unknown, rule: number | 'required' | 'none'): string | null {
  if (rule === 'none' || (port === null && rule !== 'required')) return null;
  if (Number.isInteger(port) && (port as number) >= 1 && (port as number) <= 65535) return null;
  return `port is ${JSON.stringify(port)}; expected 1 to 65535`;
}

const isSeconds = (value: unknown): value is number => typeof value === 'number' && value >= 0.1 && value <= 86_400;

const secondsProblem = (name: string, value: unknown) =>
  isSeconds(value) ? null : `${name} is ${JSON.stringify(value)}; expected 0.1 to 86400`;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function parse(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
