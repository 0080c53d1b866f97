import { type Command } from 'commander';

/** The end of a command's help; docs/cli.md explains more. */
export const withExamples = (command: Command, ...lines: string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`);
