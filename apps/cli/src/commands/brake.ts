import { type Command } from 'commander';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { type Note, noteOf, withNote } from './note.js';

export function addBrake(program: Command): void {
  const brake = program.command('brake').description('the mass-failure brake');
  const release = brake.command('release').description('let verdicts count again (needs api.admin_token)');
  withNote(release).action(acting(releaseBrake));
  withExamples(brake, 'failover brake release');
  withExamples(release, 'failover brake release');
}

async function releaseBrake({ api, terminal }: Context, options: Note): Promise<void> {
  await api.call((client, signal) => client.DELETE('/api/v1/brake', { body: noteOf(options), signal }));
  terminal.done('the brake is released: verdicts count again', { released: true });
}
