import { useState } from 'preact/hooks';
import { get } from '../../api/client.js';
import type { State, Timeline, TimelineEntry } from '../../api/types.js';
import { localTimes } from '../../lib/iso.js';
import { isState } from '../../lib/states.js';
import { clockTime, dayOf } from '../../lib/time.js';
import { Age } from '../../parts/age.js';
import { Fault } from '../../parts/fault.js';
import { Icon, type IconName } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { now } from '../../store/clock.js';
import { useResource } from '../../store/use-resource.js';

const FIRST = 8;
const MORE = 30;

/** What happened to the domain, newest first, with what explains it. */
export function TimelineSection({ name }: { name: string }) {
  const path = `/api/v1/domains/${encodeURIComponent(name)}/timeline`;
  const { value, fault, reload } = useResource<Timeline>(`${path}?limit=${FIRST}`, {
    on: ({ domain }) => domain === null || domain === name,
  });
  const [older, setOlder] = useState<readonly TimelineEntry[]>([]);
  const [end, setEnd] = useState(false);
  const oldest = older.at(-1) ?? value?.entries.at(-1);
  const newest = value?.entries ?? [];
  const entries = [...newest, ...older.filter(({ id }) => newest.every((entry) => entry.id !== id))];
  const showMore = async (): Promise<void> => {
    if (oldest === undefined) return;
    const page = await get<Timeline>(`${path}?limit=${MORE}&before=${oldest.id}`);
    setOlder((before) => [...newest.slice(-1), ...before, ...page.entries].filter(distinct));
    setEnd(page.next === null);
  };
  return (
    <section aria-labelledby="h-happened">
      <div class="head">
        <h2 id="h-happened">What happened</h2>
      </div>
      {value === null ? (
        fault === null ? (
          <Loading what="what happened" />
        ) : (
          <Fault message={fault.message} onRetry={reload} />
        )
      ) : (
        <div class="card pad">
          {entries.length === 0 && <p class="quiet">Nothing has happened since the start of its history.</p>}
          <ol class="timeline">{withDays(entries)}</ol>
          {!end && value.next !== null && (
            <button type="button" class="btn older" onClick={() => void showMore()}>
              Show older
            </button>
          )}
        </div>
      )}
    </section>
  );
}

const distinct = ({ id }: TimelineEntry, index: number, all: readonly TimelineEntry[]): boolean =>
  all.findIndex((other) => other.id === id) === index;

/** A line with the day wherever it changes. */
function withDays(entries: readonly TimelineEntry[]) {
  let day = dayOf(now.peek());
  return entries.flatMap((entry) => {
    const own = dayOf(Date.parse(entry.at));
    const isNew = own !== day;
    day = own;
    return [
      ...(isNew ? [<li key={`day of ${entry.id}`} class="day">{own}</li>] : []), // prettier-ignore
      <Entry key={entry.id} entry={entry} />,
    ];
  });
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { at, what, why, removed, added, kept } = entry;
  const { name, tone } = markOf(entry);
  return (
    <li>
      <time dateTime={at}>
        {clockTime(Date.parse(at))}
        <small>
          <Age at={at} />
        </small>
      </time>
      <Icon name={name} tone={tone} />
      <div>
        <p class="what">{what}</p>
        <Difference removed={removed} added={added} kept={kept} />
        {why !== '' && <p>{localTimes(why, now.peek())}</p>}
      </div>
    </li>
  );
}

const KINDS: Readonly<Record<string, IconName>> = { override: 'pin', release: 'pin', reload: 'list', brake: 'frozen' };

function markOf({ kind, to, what }: TimelineEntry): { name: IconName; tone?: State } {
  if (isState(to)) return { name: to, tone: to };
  if (kind === 'agent') return what.endsWith('active') ? { name: 'agent' } : { name: 'unknown', tone: 'unknown' };
  return { name: KINDS[kind] ?? 'clock' };
}

const MOST = 8;

function Difference({ removed, added, kept }: Pick<TimelineEntry, 'removed' | 'added' | 'kept'>) {
  if (removed.length + added.length === 0) return null;
  return (
    <p class="diff">
      {removed.slice(0, MOST).map((address) => (
        <del key={address}>{address}</del>
      ))}
      {removed.length > MOST && <span>{`${removed.length - MOST} more gone`}</span>}
      {added.slice(0, MOST).map((address) => (
        <ins key={address}>{address}</ins>
      ))}
      {added.length > MOST && <span>{`${added.length - MOST} more new`}</span>}
      {kept.length > 0 && (
        <span>{kept.length > 3 ? `${kept.length} stay` : `${kept.join(', ')} ${kept.length === 1 ? 'stays' : 'stay'}`}</span>
      )}
    </p>
  );
}
