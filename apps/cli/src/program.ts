import { Command, InvalidArgumentError } from 'commander';
import { addAgents } from './commands/agents.js';
import { addApply } from './commands/apply.js';
import { addBrake } from './commands/brake.js';
import { addCheck } from './commands/check.js';
import { addCompletion } from './commands/completion.js';
import { addConfirm } from './commands/confirm.js';
import { addEvents } from './commands/events.js';
import { addExplain } from './commands/explain.js';
import { addFailback } from './commands/failback.js';
import { addNames } from './commands/names.js';
import { addOverride } from './commands/override.js';
import { addPlan } from './commands/plan.js';
import { addQuery } from './commands/query.js';
import { addReload } from './commands/reload.js';
import { addRollback } from './commands/rollback.js';
import { addSimulate } from './commands/simulate.js';
import { addStatus } from './commands/status.js';
import { addWebhooks } from './commands/webhooks.js';
import { secondsOf } from './output/words.js';
import { VERSION } from './version.js';

/** In the order of the help. A new command is one file and one row here. */
const COMMANDS = [
  addStatus,
  addExplain,
  addQuery,
  addEvents,
  addAgents,
  addCheck,
  addPlan,
  addApply,
  addConfirm,
  addRollback,
  addReload,
  addSimulate,
  addOverride,
  addFailback,
  addBrake,
  addWebhooks,
  addCompletion,
  addNames,
];

const AFTER = `
Where the master is and who asks: the command line, else FAILOVER_URL and FAILOVER_TOKEN, else ~/.config/failover/config.yaml.

Exit codes: 0 fine, 1 failed (not reachable, refused, not found), 2 wrong command line or config, 3 a finding that was asked for
(query: DNS and decision differ; --fail-on), or apply: not kept.

Examples:
  $ failover status
  $ failover explain webmail.failover
  $ failover override set maintenance webmail.failover/192.0.2.10 --reason 'new disk' --for 2h`;

export function programOf(): Command {
  const program = new Command('failover')
    .description('Asks and steers a Failover DNS master: what is answered, why, and what would be.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print the help of a command')
    .option('--server <url>', 'where the API of the master is')
    .option('--token <token>', 'the viewers’ or operators’ token; other users can see a command line, so rather:')
    .option('--token-file <file>', 'a file that holds the token')
    .option('--ca-file <file>', 'certificates of the authorities that may vouch for the master (PEM)')
    .option('--cert-file <file>', 'a certificate that is shown to the master (PEM)')
    .option('--key-file <file>', 'the private key of that certificate (PEM)')
    .option('--timeout <time>', 'how long to wait for a reply', seconds, 10)
    .option('--json', 'print JSON')
    .option('--utc', 'times of day in UTC, not in the zone of this machine')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(see --help)')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'failover: ')) })
    .addHelpText('after', AFTER);
  for (const add of COMMANDS) add(program);
  return program;
}

function seconds(text: string): number {
  const value = secondsOf(text);
  if (value === null || value <= 0 || value > 86_400) throw new InvalidArgumentError('It is a time such as 500, 10s or 2m.');
  return value;
}
