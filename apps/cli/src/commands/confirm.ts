import { type Command } from 'commander';
import { type Api } from '../client/api.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { type Note, noteOf, withNote } from './note.js';

export const KEPT = 'kept: the config that was on trial is written to the master’s files';

export function addConfirm(program: Command): void {
  const command = program
    .command('confirm')
    .description('keep the config that "failover apply" put on trial (needs api.admin_token)');
  withNote(command).action(acting(confirm));
  withExamples(command, 'failover apply new.yaml --yes && ./look-whether-all-is-well && failover confirm');
}

async function confirm({ api, terminal }: Context, options: Note): Promise<void> {
  await confirmTrial(api, noteOf(options));
  terminal.done(KEPT, { kept: true });
}

export const confirmTrial = (api: Api, body: Note): Promise<unknown> =>
  api.call((client, signal) => client.POST('/api/v1/config/confirm', { body, signal }));
