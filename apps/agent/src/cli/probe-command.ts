import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatFaults } from '@failover-dns/config';
import { AgentConfig } from '../config/agent-config.js';
import { readAnchor } from '../config/anchor.js';
import { readAgentConfig } from '../config/read-agent-config.js';
import { Networks } from '../probers/networks.js';
import { type Observation, reasonText } from '../probers/observation.js';
import { probe } from '../probers/probe.js';
import { commandsOf } from '../tasks/commands.js';
import { readTasks, type Task } from '../tasks/task.js';
import { type Said } from './once.js';

export const PROBE_USAGE =
  'probe TYPE ADDRESS[:PORT] [--host NAME] [--timeout SECONDS] [--params JSON] [--allow] [--json] [--config FILE]';

const OPTIONS = {
  host: { type: 'string' },
  timeout: { type: 'string', default: '5' },
  params: { type: 'string', default: '{}' },
  allow: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  config: { type: 'string' },
} as const;

const usage = (why: string): Said => ({ out: '', err: `failover-agent probe: ${why}\nusage: ${PROBE_USAGE}\n`, code: 2 });

/**
 * One check from the command line: `probe tcp 192.0.2.1:443`. Which networks may be probed says the agent's config, where there is
 * one; with `--allow`, any may be.
 */
export async function probeCommand(args: string[], defaultConfig: string): Promise<Said> {
  let parsed;
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    return usage((cause as Error).message.split(/\. |\n/, 1)[0]!);
  }
  const { values, positionals } = parsed;
  const [type, address, ...rest] = positionals;
  if (type === undefined || address === undefined || rest.length > 0) return usage('a type and an address are needed');
  const task = taskOf(type, address, values);
  if (typeof task === 'string') return usage(task);
  const config = configOf(values.config, defaultConfig);
  if (!(config instanceof AgentConfig)) return config;
  const networks = values.allow ? new Networks(['0.0.0.0/0', '::/0']) : new Networks(config.allow_networks, config.deny_networks);
  const signal = AbortSignal.timeout(task.spec.check.timeoutMs);
  const observation = await probe(task.spec, networks, signal, commandsOf(config));
  const out = values.json ? `${JSON.stringify(observation)}\n` : textOf(observation);
  return { out, err: '', code: observation.result === 'ok' ? 0 : 1 };
}

/** Read as if a master had sent it, so that the same is right and wrong. */
function taskOf(
  type: string,
  address: string,
  { host, timeout, params }: { host?: string | undefined; timeout: string; params: string },
): Task | string {
  const target = readAnchor(address);
  if (target === null) return `"${address}" is not an address such as 192.0.2.1, 192.0.2.1:443 or [2001:db8::1]:443`;
  let told: unknown;
  try {
    told = JSON.parse(params);
  } catch {
    return '--params is not JSON';
  }
  const raw = {
    check_name: 'probe',
    domain: host ?? target.ip,
    target_ip: target.ip,
    port: target.port,
    type,
    timeout_sec: Number.isNaN(Number(timeout)) ? timeout : Number(timeout),
    params: told,
  };
  const task = readTasks(JSON.stringify({ tasks: [raw] }))?.tasks[0];
  if (task === undefined) return 'the type and the host must not be empty';
  return task.spec.problem ?? task;
}

function configOf(file: string | undefined, defaultConfig: string): AgentConfig | Said {
  if (file === undefined && !existsSync(defaultConfig)) return new AgentConfig();
  const read = readAgentConfig(file ?? defaultConfig);
  return 'config' in read ? read.config : { out: '', err: `${formatFaults(read.faults)}\n`, code: 2 };
}

function textOf(observation: Observation): string {
  const { result, latencyMs, details = {} } = observation;
  const head = [result, latencyMs === null ? '' : `${latencyMs} ms`, reasonText(observation) ?? ''].filter(Boolean).join('  ');
  const lines = Object.entries(details).map(([name, value]) => `  ${name}: ${String(value)}`);
  return `${[head, ...lines].join('\n')}\n`;
}
