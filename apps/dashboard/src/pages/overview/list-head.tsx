import { setQuery } from '../../router/router.js';
import type { Sort, SortKey } from './sort.js';

/** A column: its head, its class, and what it sorts by, if anything. */
const COLUMNS: readonly { words: string; kind: string; sort?: SortKey }[] = [
  { words: 'State', kind: 'h-state', sort: 'state' },
  { words: 'Domain', kind: 'h-name', sort: 'domain' },
  { words: 'Answered now', kind: 'h-ans' },
  { words: 'TTL', kind: 'h-ttl num' },
  { words: 'Targets up', kind: 'h-up', sort: 'up' },
  { words: 'Changed', kind: 'h-when', sort: 'changed' },
];

export function ListHead({ sort }: { sort: Sort }) {
  return (
    <thead role="rowgroup">
      <tr role="row" aria-rowindex={1}>
        {COLUMNS.map(({ words, kind, sort: key }) => (
          <th
            key={words}
            role="columnheader"
            scope="col"
            class={kind}
            aria-sort={key === sort.key ? directionOf(sort) : undefined}
          >
            {key === undefined ? words : <SortButton words={words} by={key} sort={sort} />}
          </th>
        ))}
        <th role="columnheader" scope="col" class="h-strip">
          <span class="ends">
            <span>24 h ago</span>
            <span>now</span>
          </span>
        </th>
      </tr>
    </thead>
  );
}

const directionOf = ({ descending }: Sort): 'ascending' | 'descending' => (descending ? 'descending' : 'ascending');

function SortButton({ words, by, sort }: { words: string; by: SortKey; sort: Sort }) {
  const isOn = sort.key === by;
  const turn = (): void =>
    setQuery({ sort: by === 'state' ? null : by, dir: isOn && !sort.descending ? 'desc' : null }, { replace: true });
  return (
    <button type="button" onClick={turn}>
      {words} {isOn && <span aria-hidden="true">{sort.descending ? '▴' : '▾'}</span>}
    </button>
  );
}
