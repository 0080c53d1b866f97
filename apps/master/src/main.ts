import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Logger } from '@nestjs/common';
import { formatFaults } from '@failover-dns/config';
import { createMaster } from './create-master.js';
import { type MasterConfig } from './config/master-config.js';
import { loadMasterConfig } from './config/load-master-config.js';
import { VERSION } from './version.js';

const USAGE = `Failover DNS master: decides which targets are up and answers DNS with them.

Usage: node apps/master/dist/main.js --config FILE

  --config FILE   the config (YAML); see docs/configuration.md
  --version       print the version
  --help          print this

Exit codes: 0 ended as asked, 1 could not start (a port is in use, say), 2 wrong usage or config.`;

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

function usageError(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(EXIT_USAGE);
}

function printAndExit(text: string): never {
  console.log(text);
  process.exit(0);
}

function configFile(): string {
  try {
    const { values } = parseArgs({
      options: { config: { type: 'string' }, version: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help === true) printAndExit(USAGE);
    if (values.version === true) printAndExit(VERSION);
    return values.config ?? usageError('--config FILE is missing');
  } catch (error) {
    return usageError(error instanceof Error ? error.message : String(error));
  }
}

async function readOrExit(file: string): Promise<MasterConfig> {
  const read = await loadMasterConfig(file);
  if (read.ok) {
    if (read.warnings.length > 0) new Logger('Config').warn(formatFaults(read.warnings));
    return read.config;
  }
  console.error(formatFaults(read.faults));
  process.exit(EXIT_USAGE);
}

/** One line for what a person can mend, the whole stack for what only we can. */
function startFault(error: unknown): string {
  const { code, address, port, message, stack } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  const where = `${address ?? 'the address'} port ${port ?? ''}`.trim();
  if (code === 'EADDRINUSE') return `${where} is in use by another program: stop it, or set another port`;
  if (code === 'EACCES') return `${where} may not be opened by this user: ports under 1024 need CAP_NET_BIND_SERVICE`;
  if (code === 'EADDRNOTAVAIL') return `${where}: this machine has no such address`;
  return stack ?? message;
}

const config = await readOrExit(configFile());
try {
  const app = await createMaster(config);
  await app.listen({ host: config.api.address, port: config.api.port });
  new Logger('Api').log(`listening on ${await app.getUrl()}, documentation at /docs`);
} catch (error) {
  console.error(startFault(error));
  process.exit(EXIT_FAILED);
}
