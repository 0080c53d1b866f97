import { computed, signal } from '@preact/signals';
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

export function replaceRows(all: readonly DomainRow[]): void {
  byName.clear();
  for (const row of all) byName.set(row.domain, row);
  rowsLoaded.value = true;
  version.value++;
}

export function changeRows(changed: readonly DomainRow[], removed: readonly string[]): void {
  for (const row of changed) byName.set(row.domain, row);
  for (const name of removed) byName.delete(name);
  version.value++;
}
