import 'reflect-metadata';
import { formatFaults } from '@failover-dns/config';
import { LineLogger, readCommandLine } from '@failover-dns/daemon';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { type AgentConfig } from './config/agent-config.js';
import { readAgentConfig } from './config/read-agent-config.js';
import { VERSION } from './version.js';

const DAEMON = {
  name: 'failover-agent',
  version: VERSION,
  summary: 'probes targets and reports to its masters',
  call: 'node apps/agent/dist/main.js',
  defaultConfig: 'agent_config.yaml',
};

/** Ends the process even when something refuses to close. */
const END_MS = 900;

async function run(config: AgentConfig): Promise<void> {
  const logger = new LineLogger(config.log);
  const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger });
  const log = new Logger('agent');
  // Who reads the log may go away; the agent stays.
  process.stdout.on('error', () => {});
  let ending = false;
  const end = (signal: string) => {
    if (ending) return;
    ending = true;
    log.log(`${signal}: ending`);
    setTimeout(() => process.exit(0), END_MS).unref();
    void app.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', end).on('SIGINT', end);
  const servers = config.servers.map(({ name, url, tags }) => `${name} ${url} [${tags.join(', ')}]`);
  log.log(`${config.agent_id} started, version ${VERSION}; working for ${servers.join('; ')}`);
}

const command = readCommandLine(DAEMON, process.argv.slice(2));
if ('print' in command) process.stdout.write(command.print);
else if ('fault' in command) {
  process.stderr.write(`${command.fault}\n`);
  process.exitCode = 2;
} else {
  const read = readAgentConfig(command.config);
  if ('config' in read) await run(read.config);
  else {
    process.stderr.write(`${formatFaults(read.faults)}\n`);
    process.exitCode = 2;
  }
}
