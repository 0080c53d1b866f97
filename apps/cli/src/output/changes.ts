import { type Schemas } from '../client/api.js';
import { stateWord } from './states.js';
import { table } from './table.js';
import { type Terminal } from './terminal.js';
import { printable } from './words.js';

type Change = Schemas['SimulatedDomainDto'];
type Answer = Schemas['SimulatedAnswerDto'];

/** Two rows a domain: as it is, and as it would be. */
export function changesText(terminal: Terminal, domains: readonly Change[], none: string): string {
  if (domains.length === 0) return none;
  const rows = domains.flatMap(({ domain, changed, now, then }) => {
    const row = (when: string, answer: Answer | null | undefined, absent: string) => [
      printable(when === 'now' ? domain : ''),
      when,
      ...(answer == null ? [absent, '', '', ''] : answerCells(terminal, answer)),
    ];
    const before = row('now', now, 'not there');
    return changed ? [before, row('then', then, 'gone')] : [before, ['', 'then', 'the same', '', '', '']];
  });
  const whys = domains.flatMap(({ changed, then }) => (changed && then != null ? [printable(then.reason)] : []));
  return [table(['DOMAIN', 'WHEN', 'STATE', 'ANSWER', 'TTL', 'FROM'], rows), ...(whys.length > 0 ? ['', ...whys] : [])].join(
    '\n',
  );
}

const answerCells = (terminal: Terminal, { state, addresses, ttl, source }: Answer): string[] => [
  stateWord(terminal, state),
  addresses.join(' ') || '-',
  String(ttl),
  source,
];
