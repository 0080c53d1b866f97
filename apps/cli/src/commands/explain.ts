import { type Command, InvalidArgumentError, Option } from 'commander';
import { explanationOf } from '../client/explanation.js';
import { ofDomain } from '../client/nearest-name.js';
import { acting, type Context } from '../context.js';
import { withExamples } from '../examples.js';
import { given } from '../failure.js';
import { printable } from '../output/words.js';

export const ADDRESS_TYPES = ['A', 'AAAA'] as const;
export type AddressType = (typeof ADDRESS_TYPES)[number];

/** `--type`, in any case. */
export const typeOption = (description: string): Option =>
  new Option('--type <type>', description).choices(ADDRESS_TYPES).argParser((text: string) => {
    const type = ADDRESS_TYPES.find((known) => known === text.toUpperCase());
    if (type === undefined) throw new InvalidArgumentError(`Allowed choices are ${ADDRESS_TYPES.join(', ')}.`);
    return type;
  });

export function addExplain(program: Command): void {
  const command = program
    .command('explain')
    .description('why a domain answers what it answers: votes, arithmetic, overrides, selection, TTL')
    .argument('<name>', 'the domain')
    .addOption(typeOption('only the records of this type'))
    .action(acting(explain));
  withExamples(command, 'failover explain webmail.failover', 'failover explain webmail.failover --type AAAA --json');
}

async function explain({ api, terminal }: Context, name: string, { type }: { type?: AddressType }): Promise<void> {
  const explanation = await ofDomain(api, name, explanationOf(api, given('name of the domain', name), type));
  terminal.show(explanation, () => explanation.text.map(printable).join('\n'));
}
