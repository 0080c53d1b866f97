import { useRef } from 'preact/hooks';
import type { State, TimelineEntry } from '../../api/types.js';
import { localTimes } from '../../lib/iso.js';
import { isState } from '../../lib/states.js';
import { clockTime, dayOf } from '../../lib/time.js';
import { Age } from '../../parts/age.js';
import { Fault } from '../../parts/fault.js';
import { Icon, type IconName } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { now } from '../../store/clock.js';
import { useTimeline } from './use-timeline.js';

/** What happened to the domain, newest first, with what explains it. */
export function TimelineSection({ name }: { name: string }) {
  const { told, fault, reload, showOlder, busy, olderFault } = useTimeline(name);
  const list = useRef<HTMLOListElement>(null);
  const more = async (): Promise<void> => {
    const before = list.current?.lastElementChild;
    await showOlder();
    requestAnimationFrame(() => {
      if (before?.nextElementSibling instanceof HTMLElement) before.nextElementSibling.focus();
    });
  };
  return (
    <section aria-labelledby="h-happened">
      <div class="head">
        <h2 id="h-happened">What happened</h2>
      </div>
      {told === null ? (
        fault === null ? (
          <Loading what="what happened" />
        ) : (
          <Fault message={fault.message} onRetry={reload} />
        )
      ) : (
        <div class="card pad">
          {told.entries.length === 0 && (
            <p class="quiet">
              {told.next === null ? 'Nothing has happened since the start of its history.' : 'Nothing has happened of late.'}
            </p>
          )}
          <ol class="timeline" ref={list}>
            {withDays(told.entries)}
          </ol>
          {told.next !== null && (
            <button type="button" class="btn older" aria-disabled={busy} onClick={() => void more()}>
              Show older
            </button>
          )}
          {olderFault !== null && (
            <p class="wrong" role="alert">
              {`What is older could not be read: ${olderFault}.`}
            </p>
          )}
        </div>
      )}
    </section>
  );
}

/** A line with the day wherever it changes. */
function withDays(entries: readonly TimelineEntry[]) {
  let day = dayOf(now.peek());
  return entries.flatMap((entry) => {
    const own = dayOf(Date.parse(entry.at));
    const isNew = own !== day;
    day = own;
    return [
      ...(isNew ? [<li key={`day of ${entry.id}`} class="day" tabIndex={-1}>{own}</li>] : []), // prettier-ignore
      <Entry key={entry.id} entry={entry} />,
    ];
  });
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { at, what, why, removed, added, kept } = entry;
  const { name, tone } = markOf(entry);
  return (
    <li tabIndex={-1}>
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
