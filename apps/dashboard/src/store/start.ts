import { batch, effect, type Signal } from '@preact/signals';
import { asApiError, get } from '../api/client.js';
import type { DomainChanges, DomainRows, MasterEvent, Overview } from '../api/types.js';
import { startClock } from './clock.js';
import { changeRows, readAllRows } from './domains.js';
import { perFrame } from './frames.js';
import { epoch, tellEvent } from './live.js';
import { overview, overviewFault, rowsFault } from './overview.js';
import { soon } from './soon.js';
import { follow, tryNow } from './stream.js';
import { effectiveToken, needsToken } from './tokens.js';
import { whileSeen } from './while-seen.js';

/** Queries per second and the like are read this often when nothing else happens. */
const OVERVIEW_MS = 5000;
const BETWEEN_READS_MS = 1000;

/** After a read that failed. */
const AGAIN_MS = 2000;

const readOverview = soon(BETWEEN_READS_MS, () =>
  guarded(overviewFault, readOverview, async () => (overview.value = await get<Overview>('/api/v1/overview'))),
);
const readRows = soon(BETWEEN_READS_MS, () =>
  guarded(rowsFault, readRows, () => readAllRows(async () => (await get<DomainRows>('/api/v1/overview/domains')).domains)),
);

const change = perFrame<DomainChanges>((parts) => {
  batch(() => parts.forEach(({ domains, removed }) => changeRows(domains, removed)));
  readOverview();
});

/** Begins to follow the master. */
export function startStore(): void {
  startClock();
  readOverview();
  readRows();
  void follow({ opened, message });
  whileSeen(OVERVIEW_MS, readOverview);
  let known = effectiveToken.peek();
  effect(() => {
    if (effectiveToken.value === known) return;
    known = effectiveToken.value;
    needsToken.value = false;
    readAll();
    tryNow();
  });
}

export function readAll(): void {
  readOverview();
  readRows();
}

/** What was missed is not patched: everything is read anew, here and by each page (`epoch`). */
function opened(): void {
  needsToken.value = false; // whoever may follow may read
  epoch.value++;
  readAll();
}

function message({ type, data }: { type: string; data: string }): void {
  if (type === 'heartbeat') return;
  if (type === 'domains') {
    const changes = JSON.parse(data) as DomainChanges;
    if (changes.reread) readRows();
    else change(changes);
    return;
  }
  tellEvent(JSON.parse(data) as MasterEvent);
  readOverview();
}

async function guarded(fault: Signal<string | null>, again: () => void, read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
    fault.value = null;
  } catch (error) {
    const { status, message } = asApiError(error);
    if (status === 401) return; // a token is asked for, and all is read when it comes
    fault.value = message;
    setTimeout(again, AGAIN_MS);
  }
}
