import { useComputed } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { DomainRow } from '../../api/types.js';
import { offsetsOf } from '../../lib/offsets.js';
import { plural } from '../../lib/words.js';
import { rowHeights } from '../../parts/row-heights.js';
import { SpacerRow } from '../../parts/spacer-row.js';
import { useWindowRows } from '../../parts/use-window-rows.js';
import { now } from '../../store/clock.js';
import { rowOf } from '../../store/domains.js';
import { ListHead } from './list-head.js';
import { Row } from './row.js';
import type { Sort } from './sort.js';
import { useCursor } from './use-cursor.js';
import { useHeldLayout } from './use-held-layout.js';

const COLUMNS = 7;
const MINUTE_MS = 60_000;

/** The domains, as many as are in view. `question`: what filter and sort ask, as text. */
export function DomainList({ rows, sort, question }: { rows: readonly DomainRow[]; sort: Sort; question: string }) {
  const held = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { layout, moved, show } = useHeldLayout(rows, question, held);
  const { ok, trouble } = rowHeights.value;
  const offsets = useMemo(() => offsetsOf(layout.tall.map((tall) => (tall ? trouble : ok))), [layout, ok, trouble]);
  const { first, end } = useWindowRows(offsets, body);
  const { cursor, point } = useCursor(layout.names, offsets, body);
  const minute = useComputed(() => Math.ceil(now.value / MINUTE_MS) * MINUTE_MS);
  const at = (index: number): number => offsets[index] ?? 0;
  return (
    <div ref={held}>
      {moved > 0 && (
        <div class="moved">
          <p role="status">
            {plural(moved, 'row')} changed place.{' '}
            <button type="button" class="btn plain" onClick={show}>
              Show
            </button>
          </p>
        </div>
      )}
      <div class="card">
        <table class="list" role="table" aria-label="Domains" aria-rowcount={layout.names.length + 1}>
          <ListHead sort={sort} />
          <tbody role="rowgroup" ref={body}>
            <SpacerRow height={at(first)} columns={COLUMNS} />
            {layout.names.slice(first, end).map((name, index) => {
              const row = rowOf(name);
              return (
                row && (
                  <Row
                    key={name}
                    row={row}
                    index={first + index + 2}
                    tall={layout.tall[first + index] ?? false}
                    cursor={cursor === name}
                    stripNow={minute.value}
                    onPoint={point}
                  />
                )
              );
            })}
            <SpacerRow height={at(layout.names.length) - at(end)} columns={COLUMNS} />
          </tbody>
        </table>
      </div>
    </div>
  );
}
