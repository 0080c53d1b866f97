import { type Schemas } from '../client/api.js';
import { changesText } from './changes.js';
import { warningLine } from './findings.js';
import { table } from './table.js';
import { type Terminal } from './terminal.js';
import { printable } from './words.js';

type Plan = Schemas['PlanDto'];

/** Warnings, then what would be answered otherwise, then the agents whose tasks change. */
export function planText(terminal: Terminal, { domains, agents, lints }: Plan): string {
  return [
    ...lints.map((lint) => warningLine(terminal, lint)),
    ...(lints.length > 0 ? [''] : []),
    changesText(terminal, domains, 'No answer would change.'),
    ...(agents.length > 0 ? ['', agentsTable(agents)] : []),
  ].join('\n');
}

const agentsTable = (agents: Plan['agents']): string =>
  table(
    ['AGENT', 'TAGS', 'TASKS', 'GAINS', 'LOSES'],
    agents.map(({ id, tags, tasks, gains, loses }) => [
      printable(id),
      printable(tags.join(' ')) || '-',
      ...[tasks, gains, loses].map(String),
    ]),
  );
