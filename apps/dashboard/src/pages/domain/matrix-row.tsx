import { millis } from '../../lib/millis.js';
import { targetName } from '../../lib/targets.js';
import { Age } from '../../parts/age.js';
import { Icon } from '../../parts/icon.js';
import { type Cell, type Matrix, placeOf, type Row, verdictWords } from './matrix.js';
import { voteLabel } from './vote-words.js';

interface Props {
  row: Row;
  index: number;
  matrix: Matrix;
  /** The column that the tab key reaches; null: in another row. */
  stop: number | null;
  /** The column whose details are shown. */
  shown: number | null;
  /** The head says what is needed. */
  common: boolean;
  readAt: number;
}

export function MatrixRow({ row, index, matrix, stop, shown, common, readAt }: Props) {
  const { target, cells, agree } = row;
  const name = targetName(target);
  const targets = matrix.rows.map((other) => other.target);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <code>{name}</code>
        <small>{placeOf(target, targets)}</small>
        {target.path_faults.length > 0 && <small class="warned">{`no path from ${target.path_faults.join(', ')}`}</small>}
      </th>
      {cells.map((cell, column) => {
        const { aside = false } = matrix.columns[column] ?? {};
        const shared = {
          type: 'button' as const,
          'data-place': `${index} ${column}`,
          'data-agent': cell.agent,
          'aria-describedby': shown === column ? 'vote-tip' : undefined,
          tabIndex: stop === column ? 0 : -1,
        };
        const looks = `${cell.kind}${cell.differs ? ' differs' : ''}`;
        return (
          <td key={cell.agent} role="cell" class={aside ? 'aside' : undefined}>
            {matrix.compact ? (
              <button {...shared} class={`m ${looks}`} aria-label={voteLabel(cell, name)}>
                <Icon name={cell.kind} />
              </button>
            ) : (
              <button {...shared} class={`v ${looks}`}>
                <span class="vh">{`${cell.agent} about ${name}: `}</span>
                <Icon name={cell.kind} />
                <span>{cell.word}</span>
                <Small cell={cell} readAt={readAt} />
                {cell.differs && <span class="vh">, differs</span>}
              </button>
            )}
          </td>
        );
      })}
      {agree > 0 && (
        <td role="cell" class="quiet nowrap">
          {`${agree} agree`}
        </td>
      )}
      <Verdict row={row} common={common} />
    </tr>
  );
}

/** Latency or reason, and how old it is. */
function Small({ cell: { kind, latencyMs, reason, ageMs, provisional }, readAt }: { cell: Cell; readAt: number }) {
  const fact = kind === 'up' ? (latencyMs === null ? null : millis(latencyMs)) : reason;
  return (
    <small>
      {fact !== null && <span class="fact">{fact}</span>}
      {fact !== null && ageMs !== null && <span> · </span>}
      {ageMs !== null && (provisional ? <span>before the start</span> : <Age at={readAt - ageMs} bare />)}
    </small>
  );
}

function Verdict({ row: { target }, common }: { row: Row; common: boolean }) {
  const { word, sign, sum } = verdictWords(target);
  const tone = { up: ' healthy', down: ' fallback', none: ' unknown', pin: '' }[sign];
  return (
    <td role="cell" class="verdict">
      <span class={`state${tone}`}>
        <Icon name={sign} />
        {sign === 'up' ? <b>{word}</b> : word}
      </span>
      <small>
        {sum}
        {!common && target.service !== 'disabled' && `, needs ${target.tally.needed}`}
      </small>
    </td>
  );
}
