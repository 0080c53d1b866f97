import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { DomainDetail } from '../../api/types.js';
import { thisMoment } from '../../store/clock.js';
import { rowOf, rowsLoaded } from '../../store/domains.js';
import { soon } from '../../store/soon.js';
import { useResource } from '../../store/use-resource.js';
import { whileSeen } from '../../store/while-seen.js';

const BETWEEN_READS_MS = 1000;
/** Votes come all the time and change no row: their ages and latencies are read this often. */
const EVERY_MS = 3000;

/** A domain with its votes; read again when its row changes, at most once a second. `readAt`: by the master's clock. */
export function useDetail(name: string) {
  const row = rowOf(name.toLowerCase().replace(/\.$/, ''));
  const isMissing = rowsLoaded.value && row === undefined;
  const { value, fault, reload } = useResource<DomainDetail>(isMissing ? null : `/api/v1/domains/${encodeURIComponent(name)}`);
  const newest = useRef(reload);
  newest.current = reload;
  const again = useMemo(() => soon(BETWEEN_READS_MS, () => Promise.resolve(newest.current())), []);
  useEffect(() => {
    if (row !== undefined) again();
  }, [row]);
  useEffect(() => whileSeen(EVERY_MS, again), []);
  const readAt = useMemo(() => thisMoment(), [value]);
  return { detail: value, fault, reload, row, isMissing, readAt };
}
