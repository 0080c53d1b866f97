import { type AgentConfig } from '../config/agent-config.js';
import { Networks } from '../probers/networks.js';
import { type Observation, reasonText } from '../probers/observation.js';
import { probe } from '../probers/probe.js';
import { Anchors } from '../tasks/anchors.js';
import { commandsOf } from '../tasks/commands.js';
import { Limiter } from '../tasks/limiter.js';
import { placeText, type Task } from '../tasks/task.js';
import { askOnce, type Given } from './ask-once.js';
import { table } from './table.js';

/** What goes to standard output and error, and how the program ends. */
export interface Said {
  out: string;
  err: string;
  code: 0 | 1 | 2;
}

/** Checks each task one time and reports to nobody: what a person runs to see what an agent would say. 0: all is well. */
export async function once(config: AgentConfig, asJson: boolean): Promise<Said> {
  const given = await askOnce(config);
  const networks = new Networks(config.allow_networks, config.deny_networks);
  const anchors = new Anchors(config);
  const limiter = new Limiter(config.max_concurrent);
  const look = ({ spec }: Task): Promise<Observation> =>
    limiter.run(async () => {
      const signal = AbortSignal.timeout(spec.check.timeoutMs);
      return anchors.judge(await probe(spec, networks, signal, commandsOf(config)));
    });
  const seen = await Promise.all(
    given.flatMap(({ server, tasks }) => tasks.map(async (task) => ({ server, task, observation: await look(task) }))),
  );
  const fine = isFine(given) && seen.every(({ observation }) => observation.result === 'ok');
  const results = seen.map(({ server, task, observation }) => ({ server, ...task.wire, ...observation }));
  const rows = seen.map(({ server, task, observation }) => [
    observation.result,
    server,
    ...placeOf(task),
    observation.latencyMs === null ? '-' : `${observation.latencyMs} ms`,
    reasonText(observation) ?? '',
  ]);
  const text = table(['RESULT', 'SERVER', 'DOMAIN', 'TARGET', 'CHECK', 'LATENCY', 'REASON'], rows);
  return { ...said(given, asJson, { results }, text), code: fine ? 0 : 1 };
}

/** The tasks, and nothing is checked. 0: every master gave some, and each can be run. What a check is told stays unsaid: it may be secret. */
export async function dryRun(config: AgentConfig, asJson: boolean): Promise<Said> {
  const given = await askOnce(config);
  const all = given.flatMap(({ server, tasks }) => tasks.map((task) => ({ server, task })));
  const tasks = all.map(({ server, task: { wire, intervalMs, fast, phaseMs, spec } }) => ({
    server,
    ...wire,
    interval_sec: intervalMs / 1000,
    timeout_sec: spec.check.timeoutMs / 1000,
    fast_interval_sec: fast === null ? null : fast.intervalMs / 1000,
    phase_sec: phaseMs === null ? null : phaseMs / 1000,
    problem: spec.problem,
  }));
  const rows = all.map(({ server, task }) => [
    server,
    ...placeOf(task),
    `${task.intervalMs / 1000} s`,
    `${task.spec.check.timeoutMs / 1000} s`,
    task.phaseMs === null ? '-' : `${task.phaseMs / 1000} s`,
    task.spec.problem ?? '',
  ]);
  const text = table(['SERVER', 'DOMAIN', 'TARGET', 'CHECK', 'EVERY', 'TIMEOUT', 'PHASE', 'PROBLEM'], rows);
  const fine = isFine(given) && all.every(({ task }) => task.spec.problem === null);
  return { ...said(given, asJson, { tasks }, text), code: fine ? 0 : 1 };
}

const placeOf = ({ wire }: Task) => [wire.domain, placeText(wire), wire.type];

const isFine = (given: Given[]) => given.every(({ problem }) => problem === null);

function said(given: Given[], asJson: boolean, body: object, text: string): Omit<Said, 'code'> {
  const servers = given.map(({ server, tasks, problem }) => ({ name: server, tasks: tasks.length, problem }));
  const err = given.flatMap(({ server, problem }) => (problem === null ? [] : [`${server}: ${problem}\n`])).join('');
  return { out: asJson ? `${JSON.stringify({ servers, ...body }, null, 2)}\n` : text, err };
}
