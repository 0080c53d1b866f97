import { type Command, type Option } from 'commander';
import { type Names } from '../commands/names.js';

/** What may follow the words of a command. */
export interface Words {
  /** `override set`; empty: the program itself. */
  path: string;
  description: string;
  subcommands: { name: string; description: string }[];
  options: {
    long: string;
    short?: string;
    description: string;
    choices: string[];
    takesValue: boolean;
    takesFile: boolean;
    /** A line of shell that prints what may follow. */
    asks?: string;
  }[];
  /** What its first argument may be. */
  choices: string[];
  takesFile: boolean;
  takesDomain: boolean;
}

/** Every command with what may follow it; the options of the program may follow each. */
export function wordsOf(program: Command): Words[] {
  const [own, shared] = [program.options, program.options.filter(({ long }) => long !== '--version')];
  return walk(program, []).map(({ command, path }) => ({
    path: path.join(' '),
    description: command.description(),
    subcommands: shown(command).map((one) => ({ name: one.name(), description: one.description() })),
    options: (command === program ? own : [...command.options, ...shared]).map(optionOf),
    choices: command.registeredArguments[0]?.argChoices ?? [],
    takesFile: command.registeredArguments[0]?.name() === 'config',
    takesDomain: command.registeredArguments.some((argument) => ['name', 'domain', 'what'].includes(argument.name())),
  }));
}

const walk = (command: Command, path: string[]): { command: Command; path: string[] }[] => [
  { command, path },
  ...shown(command).flatMap((one) => walk(one, [...path, one.name()])),
];

/** Without hidden commands. */
const shown = (command: Command): readonly Command[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .filter((one) => one.name() !== 'help');

const optionOf = ({ long, short, flags, description, argChoices, required }: Option) => ({
  long: long ?? '',
  short: short ?? undefined,
  description,
  choices: argChoices ?? [],
  takesValue: required,
  takesFile: flags.includes('<file>'),
  asks: ASKED[long ?? ''],
});

/** The options that take a value, whatever the command: what follows them is no command. */
export const valued = (commands: readonly Words[]): string[] => [
  ...new Set(commands.flatMap(({ options }) => options.filter(({ takesValue }) => takesValue).map(({ long }) => long))),
];

/** Those whose value is a file. */
export const filed = (commands: readonly Words[]): string[] => [
  ...new Set(commands.flatMap(({ options }) => options.filter(({ takesFile }) => takesFile).map(({ long }) => long))),
];

/** Asks the master; says nothing when it is away. */
const asking = (things: Names): string => `failover names ${things} --timeout 2 2>/dev/null`;
export const DOMAINS = asking('domains');
const ASKED: Readonly<Record<string, string>> = {
  '--domain': DOMAINS,
  '--agent': asking('agents'),
  '--lost': asking('agents'),
  '--tag': asking('tags'),
};
