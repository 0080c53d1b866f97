import { type Command } from 'commander';
import { type Api, type Schemas } from '../client/api.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { printable } from '../output/words.js';
import { type Note, noteOf, withNote } from './note.js';

export function addRollback(program: Command): void {
  const command = program
    .command('rollback')
    .description('take the config back that "failover apply" put on trial (needs api.admin_token)');
  withNote(command).action(acting(rollback));
  withExamples(command, 'failover rollback');
}

async function rollback({ api, terminal }: Context, options: Note): Promise<void> {
  const done = await takeBack(api, noteOf(options));
  terminal.show(done, () => printable(`taken back: ${done.text}`));
}

export const takeBack = (api: Api, body: Note): Promise<Schemas['ReloadDto']> =>
  api.call((client, signal) => client.POST('/api/v1/config/rollback', { body, signal }));
