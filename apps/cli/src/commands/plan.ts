import { type Command } from 'commander';
import { type Api, type Schemas } from '../client/api.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { EXIT } from '../failure.js';
import { planText } from '../output/plan-text.js';
import { type Terminal } from '../output/terminal.js';
import { readSent, type SentConfig, withFaults } from './sent-config.js';

type Plan = Schemas['PlanDto'];

export function addPlan(program: Command): void {
  const command = program
    .command('plan')
    .description('what a config would change at once on the running master; touches nothing (needs api.admin_token)')
    .argument('<config>', 'the file, or a folder of YAML files')
    .option('--fail-on-change', 'exit with 3 if an answer or the tasks of an agent would change')
    .action(acting(plan));
  withExamples(command, 'failover plan new.yaml', 'failover plan conf.d', 'failover plan new.yaml --fail-on-change --json');
}

async function plan({ api, terminal }: Context, file: string, { failOnChange }: { failOnChange?: boolean }): Promise<number> {
  const planned = await planOf(api, terminal, readSent(file));
  terminal.show(planned, () => planText(terminal, planned));
  return failOnChange && planned.domains.length + planned.agents.length > 0 ? EXIT.finding : EXIT.ok;
}

/** What the master says of a config, its files called as the user calls them. */
export async function planOf(api: Api, terminal: Terminal, sent: SentConfig): Promise<Plan> {
  const request = api.call((client, signal) => client.POST('/api/v1/config/plan', { body: sent.body, signal }));
  const planned = await withFaults(terminal, sent, request);
  return { ...planned, lints: planned.lints.map((lint) => ({ ...lint, file: sent.nameOf(lint.file) })) };
}
