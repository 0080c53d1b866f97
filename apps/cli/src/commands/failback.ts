import { type Command } from 'commander';
import { ofDomain } from '../client/nearest-name.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { given } from '../failure.js';
import { type Note, noteOf, withNote } from './note.js';

export function addFailback(program: Command): void {
  const command = program
    .command('failback')
    .description('let a higher tier that is up again serve now (needs api.admin_token)')
    .argument('<name>', 'the domain');
  withNote(command).action(acting(failback));
  withExamples(command, 'failover failback webmail.failover');
}

async function failback({ api, terminal }: Context, domain: string, options: Note): Promise<void> {
  const body = noteOf(options);
  given('name of the domain', domain);
  const request = api.call((client, signal) =>
    client.POST('/api/v1/domains/{domain}/failback', { params: { path: { domain } }, body, signal }),
  );
  await ofDomain(api, domain, request);
  terminal.done(`${domain}: the highest tier that is up serves`, { domain, released: true });
}
