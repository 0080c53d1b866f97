import { userInfo } from 'node:os';
import { type Command } from 'commander';

/** Who gives an order and why, for whoever reads the events. */
export interface Note {
  reason?: string;
  who?: string;
}

export const withNote = (command: Command): Command =>
  byWhom(command.option('--reason <text>', 'why, for whoever reads the events'));

export const byWhom = (command: Command): Command => command.option('--who <name>', 'who says so (default: $USER)');

export const noteOf = ({ reason, who }: Note): Note => ({ reason, who: who ?? user() });

function user(): string | undefined {
  try {
    return process.env.USER || userInfo().username;
  } catch {
    return undefined; // a container's user may have no name; the master has a word for it
  }
}
