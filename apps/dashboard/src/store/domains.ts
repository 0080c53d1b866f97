import { batch, computed, signal } from '@preact/signals';
import type { DomainRow, StateCounts } from '../api/types.js';
import { countStates } from '../lib/states.js';

const byName = new Map<string, DomainRow>();
/** Changes with every batch; the rows themselves are replaced, never changed. */
const version = signal(0);

/** Every row was read at least once. */
export const rowsLoaded = signal(false);

export const rows = computed<readonly DomainRow[]>(() => {
  void version.value;
  return [...byName.values()];
});

export const counts = computed<StateCounts>(() => countStates(rows.value));

/** A row by its domain's name, or undefined; subscribes to all changes. */
export function rowOf(name: string): DomainRow | undefined {
  void version.value;
  return byName.get(name);
}

/** Without subscribing. */
export const hasRow = (name: string): boolean => byName.has(name);

interface Change {
  changed: readonly DomainRow[];
  removed: readonly string[];
}

/** What changed while all rows were being read, for each reading that is under way. */
const meanwhile = new Set<Change[]>();

/** Reads all rows. What changes until they are here is newer than they may be, and stays. */
export async function readAllRows(read: () => Promise<readonly DomainRow[]>): Promise<void> {
  const since: Change[] = [];
  meanwhile.add(since);
  const all = await read().finally(() => meanwhile.delete(since));
  batch(() => {
    replaceRows(all);
    for (const { changed, removed } of since) changeRows(changed, removed);
  });
}

function replaceRows(all: readonly DomainRow[]): void {
  byName.clear();
  for (const row of all) byName.set(row.domain, row);
  rowsLoaded.value = true;
  version.value++;
}

export function changeRows(changed: readonly DomainRow[], removed: readonly string[]): void {
  for (const since of meanwhile) since.push({ changed, removed });
  for (const row of changed) byName.set(row.domain, row);
  for (const name of removed) byName.delete(name);
  version.value++;
}
