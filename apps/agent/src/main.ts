import 'reflect-metadata';
import { formatFaults } from '@failover-dns/config';
import { LineLogger, readCommandLine, serviceManager } from '@failover-dns/daemon';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { dryRun, once, type Said } from './cli/once.js';
import { PROBE_USAGE, probeCommand } from './cli/probe-command.js';
import { type AgentConfig } from './config/agent-config.js';
import { readAgentConfig } from './config/read-agent-config.js';
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

async function run(config: AgentConfig): Promise<void> {
  const logger = new LineLogger(config.log);
  const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger, abortOnError: false });
  const log = new Logger('agent');
  // Who reads the log may go away; the agent stays.
  process.stdout.on('error', () => {});
  const manager = serviceManager(process.env);
  let ending = false;
  const end = (signal: string) => {
    if (ending) return;
    ending = true;
    manager.stopping();
    log.log(`${signal}: ending`);
    setTimeout(() => process.exit(0), END_MS).unref();
    void app.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', end).on('SIGINT', end);
  const servers = config.servers.map(({ name, url, tags }) => `${name} ${url} [${tags.join(', ')}]`);
  log.log(`${config.agent_id} started, version ${VERSION}; working for ${servers.join('; ')}`);
  manager.ready();
}

/** One line for what a person can mend, the whole stack for what only we can. */
function startFault(error: unknown): string {
  const { code, address, port, message, stack } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  const where = `health: ${address ?? 'the address'} port ${port ?? ''}`.trim();
  if (code === 'EADDRINUSE') return `${where} is in use by another program: stop it, or set another port`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return `${where} cannot be listened on (${code})`;
  return stack ?? message;
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
  else
    await run(read.config).catch((error: unknown) => {
      process.stderr.write(`${startFault(error)}\n`);
      process.exit(1);
    });
}
