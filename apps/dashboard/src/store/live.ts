import { computed, signal } from '@preact/signals';
import type { MasterEvent } from '../api/types.js';
import { now } from './clock.js';

/** Silence that means a lost connection: while it looks open (two heartbeats of 2 s are missing), and while it is known to be cut. */
const SILENT_MS = 5000;
const CUT_MS = 3000;

/** When the last message came, by the master's clock; null: none yet. */
export const heardAt = signal<number | null>(null);
export const connected = signal(false);
/** When the next attempt comes, by the master's clock; null: it is under way. */
export const nextTry = signal<number | null>(null);
/** Counts the connections: whoever shows something reads it anew when it changes. */
export const epoch = signal(0);

/** What is shown may be old. */
export const isLost = computed(
  () => heardAt.value !== null && now.value - heardAt.value > (connected.value ? SILENT_MS : CUT_MS),
);

const listeners = new Set<(event: MasterEvent) => void>();

/** Every event of the master as it comes (transition, agent, override, reload …); returns how to stop. */
export function onEvent(listener: (event: MasterEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellEvent(event: MasterEvent): void {
  for (const listener of listeners) listener(event);
}
