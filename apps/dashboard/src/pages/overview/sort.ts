import type { DomainRow } from '../../api/types.js';
import { rankOf } from '../../lib/states.js';

export const SORTS = ['state', 'domain', 'up', 'changed'] as const;
export type SortKey = (typeof SORTS)[number];
export interface Sort {
  key: SortKey;
  descending: boolean;
}

export function sortOf(query: URLSearchParams): Sort {
  const key = query.get('sort');
  return { key: SORTS.find((known) => known === key) ?? 'state', descending: query.get('dir') === 'desc' };
}

type Compare = (one: DomainRow, other: DomainRow) => number;

const byName: Compare = (one, other) => (one.domain < other.domain ? -1 : one.domain > other.domain ? 1 : 0);
/** ISO times of one form sort as text. */
const newestFirst: Compare = (one, other) => (one.since > other.since ? -1 : one.since < other.since ? 1 : 0);
const share = ({ up, in_service }: DomainRow): number => (in_service === 0 ? 0 : up / in_service);

/** Ascending is what one looks for first: the worst, A, the fewest up, the newest. */
const COMPARES: Readonly<Record<SortKey, Compare>> = {
  state: (one, other) => rankOf(one.state) - rankOf(other.state) || newestFirst(one, other) || byName(one, other),
  domain: byName,
  up: (one, other) => share(one) - share(other) || byName(one, other),
  changed: (one, other) => newestFirst(one, other) || byName(one, other),
};

export function sorted(rows: readonly DomainRow[], { key, descending }: Sort): DomainRow[] {
  const compare = COMPARES[key];
  return rows.toSorted(descending ? (one, other) => compare(other, one) : compare);
}
