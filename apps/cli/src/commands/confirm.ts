import { type Command } from 'commander';
import { type Api } from '../client/api.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';

export const KEPT = 'kept: the config that was on trial is written to the master’s files';

export function addConfirm(program: Command): void {
  const command = program
    .command('confirm')
    .description('keep the config that "failover apply" put on trial (needs api.admin_token)')
    .action(acting(confirm));
  withExamples(command, 'failover apply new.yaml --yes && ./look-whether-all-is-well && failover confirm');
}

async function confirm({ api, terminal }: Context): Promise<void> {
  await confirmTrial(api);
  terminal.done(KEPT, { kept: true });
}

export const confirmTrial = (api: Api): Promise<unknown> =>
  api.call((client, signal) => client.POST('/api/v1/config/confirm', { signal }));
