import { type Command } from 'commander';
import { namesOf } from '../client/nearest-name.js';
import { acting, type Context } from '../context.js';
import { printable } from '../output/words.js';

/** For the completion of shells. */
export function addNames(program: Command): void {
  program.command('names', { hidden: true }).description('the domains, a line each').action(acting(names));
}

async function names({ api, terminal }: Context): Promise<void> {
  const list = await namesOf(api);
  terminal.show(list, () => list.map(printable).join('\n'));
}
