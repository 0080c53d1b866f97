import type { Agent, State } from '../../api/types.js';
import { millis, seconds } from '../../lib/millis.js';
import { byWhom } from '../../lib/override-words.js';
import { moment } from '../../lib/time.js';
import { number } from '../../lib/words.js';
import { Age } from '../../parts/age.js';
import { Icon } from '../../parts/icon.js';
import { setQuery } from '../../router/router.js';
import { now } from '../../store/clock.js';
import { CLOCK_WARNED_MS, complaints, disagreementOf, DISAGREES_WARNED, offsetWords } from './sentence.js';

interface Props {
  agent: Agent;
  opened: boolean;
}

/** One agent. Its name opens where it disagrees. */
export function AgentRow({ agent, opened }: Props) {
  const { id, tags, state, last_seen, targets, named, lag_ms, reports_per_min, maintenance } = agent;
  const wrong = complaints(agent);
  const isGone = state === 'lost' || state === 'unseen';
  return (
    <tr role="row" class={isGone ? 'gone' : undefined} aria-selected={undefined}>
      <td role="cell" class="c-state">
        <Mark state={state} warned={wrong.length > 0} />
      </td>
      <th role="rowheader" scope="row">
        <button
          type="button"
          class="opens"
          aria-expanded={opened}
          aria-controls={opened ? 'disputes' : undefined}
          onClick={() => setQuery({ agent: opened ? null : id }, { replace: true })}
        >
          {id}
        </button>
        {isGone || state === 'suspect' ? (
          <small>
            {last_seen === null ? 'no report since the start' : `no report since ${moment(Date.parse(last_seen), now.peek())}`}
          </small>
        ) : wrong.length > 0 ? (
          <small class="warned">{wrong.join('; ')}</small>
        ) : (
          <small>{named ? 'named in the config' : ''}</small>
        )}
        {maintenance !== null && (
          <small>
            <span class="tag over">{maintenance.scope === 'tag' ? `${maintenance.name} in maintenance` : 'in maintenance'}</span>{' '}
            {byWhom(maintenance, now.peek())}
          </small>
        )}
      </th>
      <td role="cell" data-label="Tags">
        {tags.length === 0 && <span class="quiet">none</span>}
        {tags.map((tag) => [
          <span key={tag} class="tag">
            {tag}
          </span>,
          ' ',
        ])}
      </td>
      <td role="cell" data-label="Last seen">
        {last_seen === null ? <span class="quiet">never</span> : <Age at={last_seen} />}
      </td>
      <td role="cell" data-label="Clock">
        <ClockMeter agent={agent} />
      </td>
      <td role="cell" data-label="Disagrees">
        <DisagreeMeter agent={agent} />
      </td>
      <td role="cell" class="num" data-label="Targets">
        {number(targets)}
      </td>
      <td role="cell" class="num" data-label="Results a minute">
        {number(reports_per_min)}
      </td>
      <td role="cell" class="num" data-label="Report lag">
        {lag_ms === null || state !== 'active' ? <span class="quiet">—</span> : lag_ms < 1000 ? millis(lag_ms) : seconds(lag_ms)}
      </td>
    </tr>
  );
}

const TONES: Readonly<Record<Agent['state'], State>> = {
  active: 'healthy',
  suspect: 'degraded',
  lost: 'unknown',
  unseen: 'unknown',
};

function Mark({ state, warned }: { state: Agent['state']; warned: boolean }) {
  const tone = state === 'active' && warned ? 'degraded' : TONES[state];
  return (
    <span class={`state ${tone}`}>
      <Icon name={tone} />
      <span>{state === 'active' && warned ? 'active, warned' : state}</span>
    </span>
  );
}

const WIDTH = 72;
const HANDLE = 4;

/** How far from the middle: the edges are 6 s. */
function ClockMeter({ agent: { clock_offset_ms: offset, state } }: { agent: Agent }) {
  if (offset === null || state === 'lost' || state === 'unseen') return <span class="quiet">unknown</span>;
  const edge = 6000;
  const x = ((Math.max(-edge, Math.min(edge, offset)) + edge) / (2 * edge)) * (WIDTH - HANDLE);
  const hot = Math.abs(offset) > CLOCK_WARNED_MS;
  return (
    <>
      <svg class="meter" viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="bg" y={3} width={WIDTH} height={2} />
        <rect class="mid bg" x={WIDTH / 2 - 0.5} width={1} height={8} />
        <rect class={hot ? 'hot' : 'fg'} x={x} width={HANDLE} height={8} rx={1} />
      </svg>
      <span class={hot ? 'warned' : undefined}>{offsetWords(offset)}</span>
    </>
  );
}

const FULL = 0.2;

function DisagreeMeter({ agent }: { agent: Agent }) {
  const share = disagreementOf(agent);
  if (share === null) return <span class="quiet">—</span>;
  const hot = share > DISAGREES_WARNED;
  return (
    <>
      <svg class="meter" viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="bg" width={WIDTH} height={8} rx={2} />
        <rect class={hot ? 'hot' : 'fg'} width={Math.min(1, share / FULL) * WIDTH} height={8} rx={2} />
      </svg>
      <span
        class={hot ? 'warned' : undefined}
        title={`${agent.disagreement?.disputed} of ${agent.disagreement?.comparable} targets`}
      >
        {`${(share * 100).toFixed(1)} %`}
      </span>
    </>
  );
}
