import { Argument, type Command } from 'commander';
import { type Api } from '../client/api.js';
import { namesOf } from '../client/nearest-name.js';
import { acting, type Context } from '../context.js';
import { printable } from '../output/words.js';

const agentsOf = async (api: Api) => (await api.call((client, signal) => client.GET('/api/v1/agents', { signal }))).agents;

const NAMES = {
  domains: namesOf,
  agents: async (api: Api) => (await agentsOf(api)).map(({ id }) => id),
  tags: async (api: Api) => [...new Set((await agentsOf(api)).flatMap(({ tags }) => tags))].sort(),
};
export type Names = keyof typeof NAMES;

/** For the completion of shells. */
export function addNames(program: Command): void {
  program
    .command('names', { hidden: true })
    .description('what there is, a line each')
    .addArgument(new Argument('[things]').choices(Object.keys(NAMES)).default('domains'))
    .action(acting(names));
}

async function names({ api, terminal }: Context, things: Names): Promise<void> {
  const list = await NAMES[things](api);
  terminal.show(list, () => list.map(printable).join('\n'));
}
