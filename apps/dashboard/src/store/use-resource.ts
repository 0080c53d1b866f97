import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, asApiError, get } from '../api/client.js';
import type { MasterEvent } from '../api/types.js';
import { epoch, onEvent } from './live.js';
import { soon } from './soon.js';
import { effectiveToken } from './tokens.js';
import { whileSeen } from './while-seen.js';

export interface Resource<Value> {
  /** The newest that was read; stays while it is read again, also after a fault. Null: nothing yet, or of another path. */
  value: Value | null;
  fault: ApiError | null;
  /** Reads again. */
  reload: () => void;
}

const BETWEEN_READS_MS = 500;
/** After a read that failed, unless the master said no. */
const AGAIN_MS = 2000;

/**
 * Reads `path` now, after each reconnection, when the token changes, and when an event comes that `on` wants. `every`: also each so many
 * milliseconds. `path` null: nothing.
 */
export function useResource<Value>(
  path: string | null,
  { on, every }: { on?: (event: MasterEvent) => boolean; every?: number } = {},
): Resource<Value> {
  const [read, setRead] = useState<{ path: string | null; value: Value | null; fault: ApiError | null }>(NOTHING);
  const wanted = useRef(on);
  wanted.current = on;
  const reload = useRef<() => void>(() => undefined);
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    const again = soon(BETWEEN_READS_MS, async () => {
      if (abort.signal.aborted) return;
      try {
        const value = await get<Value>(path, { signal: abort.signal });
        setRead({ path, value, fault: null });
      } catch (error) {
        if (abort.signal.aborted) return;
        const fault = asApiError(error);
        if (!fault.isRefusal) setTimeout(again, AGAIN_MS);
        setRead((before) => ({ path, value: before.path === path ? before.value : null, fault }));
      }
    });
    reload.current = again;
    let begun = false; // signals call a new subscriber at once
    const changed = (): void => void (begun && again());
    const forgets = [
      epoch.subscribe(changed),
      effectiveToken.subscribe(changed),
      onEvent((event) => wanted.current?.(event) && again()),
      ...(every === undefined ? [] : [whileSeen(every, again)]),
    ];
    begun = true;
    again();
    return () => {
      abort.abort();
      forgets.forEach((forget) => forget());
    };
  }, [path, every]);
  const mine = read.path === path ? read : NOTHING;
  return { value: mine.value, fault: mine.fault, reload: () => reload.current() };
}

const NOTHING = { path: null, value: null, fault: null };
