import { type Schemas } from '../client/api.js';
import { isAsBadAs, stateWord } from './states.js';
import { table } from './table.js';
import { type Terminal } from './terminal.js';
import { count, duration, printable } from './words.js';

type Decision = Schemas['DecisionDto'];

const HEAD = ['DOMAIN', 'STATE', 'ANSWER', 'TTL', 'UP', 'SINCE'];

/** A row a domain; below it a line for each that is not healthy, which says why. */
export function statusTable(terminal: Terminal, domains: readonly Decision[]): string {
  if (domains.length === 0) return 'The master has no domains.';
  const rows = domains.map((decision) => [
    printable(decision.domain),
    [stateWord(terminal, decision.state), ...decision.tags.map(printable)].join(' '),
    decision.addresses.join(' ') || decision.source,
    String(decision.ttl),
    `${decision.targets.filter(({ verdict }) => verdict === 'up').length}/${decision.targets.length}`,
    since(decision),
  ]);
  const whys = domains
    .filter(({ state }) => isAsBadAs(state, 'degraded'))
    .map(({ domain, reason }) => printable(reason.startsWith(domain) ? reason : `${domain}: ${reason}`));
  return [table(HEAD, rows), ...(whys.length > 0 ? ['', ...whys] : []), '', summary(domains)].join('\n');
}

/** How long ago a target of it changed last. */
const since = ({ targets }: Decision): string =>
  targets.length === 0 ? '-' : duration(Math.min(...targets.map(({ for_ms }) => for_ms)));

function summary(domains: readonly Decision[]): string {
  const states = Map.groupBy(domains, ({ state }) => state);
  return `${count(domains.length, 'domain')}: ${[...states].map(([state, own]) => `${own.length} ${state}`).join(', ')}`;
}
