import 'reflect-metadata';
import { formatFaults } from '@failover-dns/config';
import { readCommandLine, serviceManager } from '@failover-dns/daemon';
import { Logger } from '@nestjs/common';
import { dryRun, once, type Said } from './cli/once.js';
import { PROBE_USAGE, probeCommand } from './cli/probe-command.js';
import { type AgentConfig } from './config/agent-config.js';
import { readAgentConfig } from './config/read-agent-config.js';
import { RunningAgent } from './running-agent.js';
import { startFault } from './start-fault.js';
import { VERSION } from './version.js';

const DAEMON = {
  name: 'failover-agent',
  version: VERSION,
  summary: 'probes targets and reports to its masters',
  call: 'node apps/agent/dist/main.js',
  defaultConfig: 'agent_config.yaml',
  switches: {
    once: 'run each check one time, print what it showed, and end with 0 when all passed, else 1',
    'dry-run': 'print the tasks, and end',
    json: 'with --once or --dry-run: print it as JSON',
  },
  more: `       node apps/agent/dist/main.js ${PROBE_USAGE}\n`,
};

/** Ends the process even when something refuses to close. */
const END_MS = 900;

async function run(file: string, { config, files }: { config: AgentConfig; files: readonly string[] }): Promise<void> {
  // Who reads the log may go away; the agent stays.
  process.stdout.on('error', () => {});
  const agent = new RunningAgent(file, config, files);
  const manager = serviceManager(process.env);
  const log = new Logger('agent');
  let ending = false;
  const end = (signal: string) => {
    if (ending) return;
    ending = true;
    manager.stopping();
    log.log(`${signal}: ending`);
    setTimeout(() => process.exit(0), END_MS).unref();
    void agent.end().finally(() => process.exit(0));
  };
  process.on('SIGTERM', end).on('SIGINT', end);
  process.on('SIGHUP', () => void agent.reload('SIGHUP').catch(fail));
  await agent.start();
  manager.ready();
}

function fail(error: unknown): never {
  process.stderr.write(`${startFault(error)}\n`);
  process.exit(1);
}

function say({ out, err, code }: Said): void {
  process.stdout.write(out);
  process.stderr.write(err);
  process.exitCode = code;
}

const [first, ...rest] = process.argv.slice(2);
const command = first === 'probe' ? null : readCommandLine(DAEMON, process.argv.slice(2));
if (command === null) say(await probeCommand(rest, DAEMON.defaultConfig));
else if ('print' in command) say({ out: command.print, err: '', code: 0 });
else if ('fault' in command) say({ out: '', err: `${command.fault}\n`, code: 2 });
else {
  const has = (name: string) => command.switches?.has(name) === true;
  const stray = has('json') && !has('once') && !has('dry-run');
  const read = stray ? null : readAgentConfig(command.config);
  if (read === null) say({ out: '', err: `${DAEMON.name}: --json goes with --once or --dry-run; see --help\n`, code: 2 });
  else if (!('config' in read)) say({ out: '', err: `${formatFaults(read.faults)}\n`, code: 2 });
  else if (has('once')) say(await once(read.config, has('json')));
  else if (has('dry-run')) say(await dryRun(read.config, has('json')));
  else await run(command.config, read).catch(fail);
}
