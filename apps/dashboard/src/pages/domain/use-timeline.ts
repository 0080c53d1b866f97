import { useEffect, useRef, useState } from 'preact/hooks';
import { asApiError, get } from '../../api/client.js';
import type { Timeline } from '../../api/types.js';
import { useResource } from '../../store/use-resource.js';
import { hasGap, withNewest, withOlder } from './told.js';

const FIRST = 8;
const MORE = 30;
/** Pages that are read at once to find an older entry, or to close a gap. */
const MOST_PAGES = 10;

/** What happened to a domain: the newest, and as much before it as was asked for. */
export function useTimeline(name: string) {
  const path = `/api/v1/domains/${encodeURIComponent(name)}/timeline`;
  const { value, fault, reload } = useResource<Timeline>(`${path}?limit=${FIRST}`, {
    on: ({ domain }) => domain === null || domain === name,
  });
  const [told, setTold] = useState<Timeline | null>(null);
  const [olderFault, setOlderFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const known = useRef(told);
  known.current = told;

  const readOn = async (page: Timeline, isEnough: (page: Timeline) => boolean): Promise<Timeline> => {
    let all = page;
    for (let pages = 0; pages < MOST_PAGES && all.next !== null && !isEnough(all); pages++)
      all = withOlder(all, await get<Timeline>(`${path}?limit=${MORE}&before=${all.next}`));
    return all;
  };

  useEffect(() => {
    if (value === null) return;
    let isNewest = true;
    const catchUp = async (): Promise<void> => {
      const before = known.current;
      const newest = before === null ? value : await readOn(value, (page) => !hasGap(page, before));
      if (isNewest) setTold((now) => withNewest(newest, now));
    };
    catchUp().catch(() => isNewest && setTold(value)); // what came before is read again when it is asked for
    return () => void (isNewest = false);
  }, [value]);

  const showOlder = async (): Promise<void> => {
    if (told === null || told.next === null || busy) return;
    const start: Timeline = { entries: [], next: told.next };
    setBusy(true);
    try {
      const older = await readOn(start, ({ entries }) => entries.length > 0);
      setTold((now) => (now?.next === start.next ? withOlder(now, older) : now));
      setOlderFault(null);
    } catch (error) {
      setOlderFault(asApiError(error).message);
    } finally {
      setBusy(false);
    }
  };
  return { told, fault, reload, showOlder, busy, olderFault };
}
