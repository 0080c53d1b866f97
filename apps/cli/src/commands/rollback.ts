import { type Command } from 'commander';
import { type Api, type Schemas } from '../client/api.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { printable } from '../output/words.js';

export function addRollback(program: Command): void {
  const command = program
    .command('rollback')
    .description('take the config back that "failover apply" put on trial (needs api.admin_token)')
    .action(acting(rollback));
  withExamples(command, 'failover rollback');
}

async function rollback({ api, terminal }: Context): Promise<void> {
  const done = await takeBack(api);
  terminal.show(done, () => printable(`taken back: ${done.text}`));
}

export const takeBack = (api: Api): Promise<Schemas['ReloadDto']> =>
  api.call((client, signal) => client.POST('/api/v1/config/rollback', { signal }));
