import 'reflect-metadata';
import { formatFaults } from '@failover-dns/config';
import { LineLogger, readCommandLine, serviceManager } from '@failover-dns/daemon';
import { ApiListener } from './api/listener.js';
import { createMaster } from './create-master.js';
import { checkedJson, checkedText } from './config/checked-text.js';
import { ConfigWatch } from './config/config-watch.js';
import { CurrentConfig } from './config/current-config.js';
import { giveBack } from './config/give-back.js';
import { loadMasterConfig } from './config/load-master-config.js';
import { type MasterConfigResult } from './config/read-master-config.js';
import { Reload } from './config/reload.js';
import { startTracing } from './tracing/start-tracing.js';
import { VERSION } from './version.js';

const DAEMON = {
  name: 'failover-master',
  version: VERSION,
  summary: 'decides which targets are up, and answers DNS with them',
  call: 'node apps/master/dist/main.js',
  defaultConfig: 'config.yaml',
  checks: true,
};

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

function fail(why: string, code: number): never {
  process.stderr.write(`${why}\n`);
  process.exit(code);
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

async function run({ config, warnings, files }: Extract<MasterConfigResult, { ok: true }>): Promise<void> {
  const log = { ...config.log };
  const logger = new LineLogger(log);
  // Who reads the log may go away; the master stays.
  process.stdout.on('error', () => {});
  const tracing = await startTracing(process.env, (text) => logger.warn(text, 'Tracing'));
  const app = await createMaster(config, logger);
  tracing?.follow(app);
  app.get(CurrentConfig).onChange((next) => void Object.assign(log, next.log));
  process.on('SIGHUP', () => void app.get(Reload).run('SIGHUP'));
  for (const warning of warnings) logger.warn(formatFaults([warning]), 'Config');
  await app.init();
  logger.log(`listening on ${await app.get(ApiListener).open()}, documentation at /docs`, 'Api');
  await app.get(ConfigWatch).start(files);

  giveBack(config);
  app.get(Reload).onReload(({ refused }) => refused === null && giveBack(app.get(CurrentConfig).value));
  const manager = serviceManager(process.env);
  process.once('SIGTERM', manager.stopping);
  manager.ready();
}

const command = readCommandLine(DAEMON, process.argv.slice(2));
if ('print' in command) process.stdout.write(command.print);
else if ('fault' in command) fail(command.fault, EXIT_USAGE);
else {
  const read = await loadMasterConfig(command.config);
  if (command.json) {
    process.stdout.write(checkedJson(read));
    process.exitCode = read.ok ? 0 : EXIT_USAGE;
  } else if (!read.ok) fail(formatFaults(read.faults), EXIT_USAGE);
  else if (command.check) process.stdout.write(checkedText(read.config, read.warnings));
  else await run(read).catch((error: unknown) => fail(startFault(error), EXIT_FAILED));
}
