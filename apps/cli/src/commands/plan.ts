import { type Command } from 'commander';
import { Problem, type Schemas } from '../client/api.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { EXIT } from '../failure.js';
import { changesText } from '../output/changes.js';
import { type Terminal } from '../output/terminal.js';
import { printable } from '../output/words.js';
import { configFaults, configText } from './config-text.js';

type Plan = Schemas['PlanDto'];

export function addPlan(program: Command): void {
  const command = program
    .command('plan')
    .description('what a config would change at once on the running master; touches nothing (needs api.admin_token)')
    .argument('<config>', 'the file')
    .option('--fail-on-change', 'exit with 3 if an answer would change')
    .action(acting(plan));
  withExamples(command, 'failover plan new.yaml', 'failover plan new.yaml --fail-on-change --json');
}

async function plan({ api, terminal }: Context, file: string, { failOnChange }: { failOnChange?: boolean }): Promise<number> {
  const config = configText(file);
  const planned = await api
    .call((client, signal) => client.POST('/api/v1/config/plan', { body: { config }, signal }))
    .catch((error: unknown) => {
      throw error instanceof Problem ? configFaults(file, error) : error;
    });
  terminal.show(planned, () => planText(terminal, file, planned));
  return failOnChange && planned.domains.length > 0 ? EXIT.finding : EXIT.ok;
}

function planText(terminal: Terminal, file: string, { domains, lints }: Plan): string {
  const warnings = lints.map(
    ({ line, column, path, message }) =>
      `${terminal.style('yellow', 'warning')}: ${printable(`${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`)}`,
  );
  return [...warnings, ...(warnings.length > 0 ? [''] : []), changesText(terminal, domains, 'No answer would change.')].join(
    '\n',
  );
}
