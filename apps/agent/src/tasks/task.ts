import { type CheckType, readParams, type TaskDto } from '@failover-dns/contracts';
import { type ProbeSpec } from '../probers/probe.js';
import { isMode, MODES } from '../probers/table.js';
import { isRecord, parseRecord } from '../servers/json.js';
import { type Fast } from './settling.js';
import {
  addressProblem,
  countProblem,
  isCount,
  isPhase,
  isSeconds,
  phaseProblem,
  portProblem,
  secondsProblem,
} from './task-fields.js';

/** A task as one master gave it. `wire` is echoed in its reports; `key` names it within its master. */
export interface Task {
  key: string;
  wire: Pick<TaskDto, 'check_name' | 'domain' | 'target_ip' | 'port'> & { type: string };
  spec: ProbeSpec;
  intervalMs: number;
  fast: Fast | null;
  /** The check is to begin when the master's clock shows this, plus any number of intervals; null: whenever. */
  phaseMs: number | null;
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
  const list = parseRecord(body)?.['tasks'];
  if (!Array.isArray(list)) return null;
  const tasks = new Map<string, Task>();
  const unreadable: string[] = [];
  const paramsOf = rememberedParams();
  list.forEach((raw: unknown, index) => {
    const task = readSafely(raw, paramsOf);
    if (typeof task === 'string') unreadable.push(`tasks[${index}]: ${task}`);
    else tasks.set(task.key, task);
  });
  return { tasks: [...tasks.values()], unreadable };
}

function readSafely(raw: unknown, paramsOf: typeof readParams): Task | string {
  try {
    return readTask(raw, paramsOf);
  } catch (cause) {
    // Nested too deep, for one.
    return (cause as Error).message;
  }
}

function readTask(raw: unknown, paramsOf: typeof readParams): Task | string {
  if (!isRecord(raw)) return 'not an object';
  const { check_name, domain, target_ip, type, port = null, interval_sec, timeout_sec } = raw;
  const { fast_interval_sec = null, rise = 1, fall = 1, phase_sec = null } = raw;
  for (const [name, value] of Object.entries({ check_name, domain, target_ip, type })) {
    if (typeof value !== 'string' || value === '') return `${name} is missing`;
  }
  const wire = { check_name, domain, target_ip, type, port: typeof port === 'number' ? port : null } as Task['wire'];
  const mode = isMode(wire.type) ? MODES[wire.type] : null;
  const intervalSec = interval_sec ?? DEFAULT_INTERVAL_SEC;
  const timeoutSec = timeout_sec ?? DEFAULT_TIMEOUT_SEC;
  const params = mode === null ? null : paramsOf(wire.type as CheckType, raw['params']);
  const problem =
    mode === null
      ? `unknown check type "${wire.type}"; this agent knows ${Object.keys(MODES).join(', ')}`
      : (addressProblem(wire.target_ip) ??
        portProblem(port, mode.port) ??
        secondsProblem('interval_sec', intervalSec) ??
        secondsProblem('timeout_sec', timeoutSec) ??
        (fast_interval_sec === null ? null : secondsProblem('fast_interval_sec', fast_interval_sec)) ??
        countProblem('rise', rise) ??
        countProblem('fall', fall) ??
        phaseProblem(phase_sec) ??
        (typeof params === 'string' ? params : null));
  return {
    key: `${wire.type} ${wire.check_name}`,
    wire,
    intervalMs: 1000 * (isSeconds(intervalSec) ? intervalSec : DEFAULT_INTERVAL_SEC),
    fast:
      isSeconds(fast_interval_sec) && isCount(rise) && isCount(fall)
        ? { intervalMs: 1000 * fast_interval_sec, rise, fall }
        : null,
    phaseMs: isPhase(phase_sec) ? 1000 * phase_sec : null,
    spec: {
      type: wire.type,
      problem,
      target: { ip: wire.target_ip, port: mode?.port === 'none' ? null : (wire.port ?? (mode?.port as number)) },
      check: {
        host: hostOf(wire.domain),
        timeoutMs: 1000 * (isSeconds(timeoutSec) ? timeoutSec : DEFAULT_TIMEOUT_SEC),
        params,
      },
    } as ProbeSpec,
  };
}

/** Thousands of tasks are told the same. */
function rememberedParams(): typeof readParams {
  const known = new Map<string, ReturnType<typeof readParams>>();
  return (type, raw) => {
    const key = `${type} ${JSON.stringify(raw ?? null)}`;
    if (!known.has(key)) known.set(key, readParams(type, raw));
    return known.get(key) as ReturnType<typeof readParams<typeof type>>;
  };
}

/** Same name, same run: tasks that ask for exactly this check share one probe, whoever asks. */
export function probeName({ spec, intervalMs, fast }: Task): string {
  const { target, check, type, problem } = spec;
  const byHost = isMode(type) && MODES[type].byHost;
  return JSON.stringify([
    type,
    target.ip,
    target.port,
    intervalMs,
    check.timeoutMs,
    ...(fast ? [fast] : []),
    ...(byHost ? [check.host] : []),
    check.params,
    problem,
  ]);
}

/** How a task stands in a log line: `webmail.failover 192.0.2.10:443 tcp`. */
export const describeTask = ({ wire }: Pick<Task, 'wire'>): string => `${wire.domain} ${placeText(wire)} ${wire.type}`;

export function placeText({ target_ip, port }: Pick<Task['wire'], 'target_ip' | 'port'>): string {
  if (port === null) return target_ip;
  return target_ip.includes(':') ? `[${target_ip}]:${port}` : `${target_ip}:${port}`;
}

/** The name a user would ask for; for a wildcard `*.app` its parent, as a star is no host name. */
const hostOf = (domain: string) => domain.replace(/\.$/, '').replace(/^\*\./, '');
