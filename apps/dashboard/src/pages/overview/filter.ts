import type { Cause, DomainRow, State } from '../../api/types.js';
import { ipOf, prefixOf } from '../../lib/addresses.js';
import { isState } from '../../lib/states.js';

/** What is shown, as it stands in the URL. */
export interface Filter {
  state: State | null;
  zone: string | null;
  text: string;
  /** `target:192.0.2.44:443`, or `other`: what none of the shown causes explains. */
  cause: string | null;
}

export const causeKey = ({ kind, name }: Pick<Cause, 'kind' | 'name'>): string => `${kind}:${name}`;
export const OTHER_CAUSES = 'other';
/** So many causes have a line of their own. */
export const MOST_CAUSES = 4;

/** Those with a line, and how many domains in trouble they leave out. */
export function shownCauses(causes: readonly Cause[]): { shown: readonly Cause[]; others: readonly Cause[] } {
  if (causes.length <= MOST_CAUSES) return { shown: causes, others: [] };
  return { shown: causes.slice(0, MOST_CAUSES - 1), others: causes.slice(MOST_CAUSES - 1) };
}

export function filterOf(query: URLSearchParams): Filter {
  const state = query.get('state');
  return { state: isState(state) ? state : null, zone: query.get('zone'), text: query.get('q') ?? '', cause: query.get('cause') };
}

export function matches(filter: Filter, causes: readonly Cause[]): (row: DomainRow) => boolean {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const inCause = ofCause(filter.cause, causes);
  return (row) =>
    (filter.state === null || row.state === filter.state) &&
    (filter.zone === null || row.zone === filter.zone) &&
    inCause(row) &&
    (words.length === 0 || words.every((word) => haystack(row).includes(word)));
}

function ofCause(key: string | null, causes: readonly Cause[]): (row: DomainRow) => boolean {
  if (key === null) return () => true;
  if (key === OTHER_CAUSES) {
    const explained = new Set(shownCauses(causes).shown.flatMap(({ domains }) => domains));
    return ({ domain, state }) => state !== 'healthy' && !explained.has(domain);
  }
  const cause = causes.find((one) => causeKey(one) === key);
  if (cause === undefined) return failingAt(key);
  const domains = new Set(cause.domains);
  return ({ domain }) => domains.has(domain);
}

/** A cause that is none any more may have become a part of another one, as a target of its prefix. */
function failingAt(key: string): (row: DomainRow) => boolean {
  const name = key.slice(key.indexOf(':') + 1);
  const inPrefix = prefixOf(name);
  return ({ failing }) => failing.some((target) => target === name || inPrefix?.(ipOf(target)) === true);
}

const haystacks = new WeakMap<DomainRow, string>();

/** Everything of a row that is searched: rows are replaced when they change, so it is made once for each. */
function haystack(row: DomainRow): string {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const text = [row.domain, row.reason, ...row.addresses, ...row.targets, ...row.tags].join('\n').toLowerCase();
  haystacks.set(row, text);
  return text;
}
