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

const answerCells = (terminal: Terminal, answer: Answer): string[] => [
  stateWord(terminal, answer.state),
  (answer.addresses.join(' ') || '-') + drawWords(answer),
  String(answer.ttl),
  answer.source,
];

/** ` (1 of these, by weight 3:1)`; empty: all of them are in each answer. */
function drawWords({ addresses, weights, max_answers: most }: Answer): string {
  if (most == null || most >= addresses.length) return '';
  return ` (${most} of these${weights == null ? '' : `, by weight ${weights.join(':')}`})`;
}
