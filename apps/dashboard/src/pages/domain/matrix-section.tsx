import { useRef, useState } from 'preact/hooks';
import type { DomainDetail } from '../../api/types.js';
import { targetName } from '../../lib/targets.js';
import { Dialog } from '../../parts/dialog.js';
import { commonNeed, dissentNote, type Matrix, matrixOf } from './matrix.js';
import { MatrixRow } from './matrix-row.js';
import { movedTo, type Place } from './moves.js';
import { Tip } from './tip.js';
import { voteFacts, voteTitle } from './vote-words.js';

const phone = window.matchMedia('(max-width: 860px)');

/** Who says what about each target. One tab stop; the arrows move inside; details on hover, focus and tap. */
export function MatrixSection({ detail, readAt }: { detail: DomainDetail; readAt: number }) {
  const matrix = matrixOf(detail);
  const { rows, columns, compact } = matrix;
  const [stop, setStop] = useState<Place>([0, 0]);
  const [shown, setShown] = useState<Place | null>(null);
  const [sheet, setSheet] = useState<Place | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const cellAt = (place: Place): HTMLElement | null =>
    body.current?.querySelector<HTMLElement>(`[data-place="${place.join(' ')}"]`) ?? null;
  const show = (place: Place | null): void => {
    clearTimeout(leaving.current);
    setShown(place);
  };
  const leave = (): void => {
    clearTimeout(leaving.current);
    leaving.current = setTimeout(() => setShown(null), LEAVE_MS);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = placeOf(event);
    if (place === null) return;
    if (event.key === 'Escape' && shown !== null) {
      event.preventDefault();
      return show(null);
    }
    const next = movedTo(event.key, place, { rows: rows.length, columns: columns.length, whole: event.ctrlKey });
    if (next === null) return;
    event.preventDefault();
    setStop(next);
    cellAt(next)?.focus();
  };
  const safe: Place = [Math.min(stop[0], rows.length - 1), Math.min(stop[1], columns.length - 1)];
  const row = shown === null ? undefined : rows[shown[0]];
  const cell = shown === null ? undefined : row?.cells[shown[1]];
  const tapped = sheet === null ? undefined : rows[sheet[0]];
  const tappedCell = sheet === null ? undefined : tapped?.cells[sheet[1]];
  return (
    <section class="block" aria-labelledby="h-votes">
      <div class="head">
        <h2 id="h-votes">Who says what</h2>
        <span class="note">{dissentNote(matrix)}</span>
        {compact && <span class="note">{`${detail.agents.length} agents, one mark a vote; each tells whose`}</span>}
      </div>
      <div class="card scroll">
        <table class={compact ? 'matrix many' : 'matrix'} role="table" aria-label="Votes: targets by agents">
          <MatrixHead matrix={matrix} need={commonNeed(detail.targets)} />
          <tbody
            ref={body}
            role="rowgroup"
            onKeyDown={onKeyDown}
            onFocusIn={(event) => {
              const place = placeOf(event);
              if (place === null) return;
              setStop(place);
              if (!phone.matches) show(place);
            }}
            onFocusOut={leave}
            onMouseOver={(event) => {
              const place = placeOf(event);
              if (!phone.matches && place !== null) show(place);
            }}
            onMouseLeave={leave}
            onClick={(event) => {
              const place = placeOf(event);
              if (place === null) return;
              if (phone.matches) setSheet(place);
              else show(place);
            }}
          >
            {rows.map((one, index) => (
              <MatrixRow
                key={`${one.target.ip} ${one.target.port}`}
                row={one}
                index={index}
                matrix={matrix}
                stop={safe[0] === index ? safe[1] : null}
                shown={shown !== null && shown[0] === index ? shown[1] : null}
                common={commonNeed(detail.targets) !== null}
                readAt={readAt}
              />
            ))}
          </tbody>
        </table>
      </div>
      {row && cell && shown !== null && (
        <Tip
          beside={() => cellAt(shown)}
          at={shown.join(' ')}
          title={voteTitle(cell, row.target)}
          facts={voteFacts(cell, row.target, detail)}
          onStay={() => show(shown)}
          onLeave={leave}
          onClose={() => show(null)}
        />
      )}
      {tapped && tappedCell && (
        <Dialog title={`${tappedCell.agent} about ${targetName(tapped.target)}`} onClose={() => setSheet(null)}>
          <div class="sheet">
            <p>
              <b>{voteTitle(tappedCell, tapped.target)}</b>
            </p>
            <dl class="facts-of">
              {voteFacts(tappedCell, tapped.target, detail).map(([term, words]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </div>
        </Dialog>
      )}
    </section>
  );
}

/** As long as the pointer may take from a cell to its details. */
const LEAVE_MS = 150;

function placeOf({ target }: Event): Place | null {
  const text = target instanceof Element ? target.closest<HTMLElement>('[data-place]')?.dataset['place'] : undefined;
  if (text === undefined) return null;
  const [row = 0, column = 0] = text.split(' ').map(Number);
  return [row, column];
}

function MatrixHead({ matrix: { columns, rows, compact }, need }: { matrix: Matrix; need: string | null }) {
  const agree = rows[0]?.agree ?? 0;
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">
          Target
        </th>
        {columns.map(({ agent, note, aside }) => (
          <th
            key={agent}
            role="columnheader"
            scope="col"
            class={aside ? 'aside' : undefined}
            title={`${agent}${note && `: ${note}`}`}
          >
            {compact ? (
              <span>{agent}</span>
            ) : (
              <>
                <span class="who">{agent}</span>
                <small>{note}</small>
              </>
            )}
          </th>
        ))}
        {agree > 0 && (
          <th role="columnheader" scope="col">
            The others
          </th>
        )}
        <th role="columnheader" scope="col" class="verdict">
          Verdict
          {need !== null && <small>{need}</small>}
        </th>
      </tr>
    </thead>
  );
}
