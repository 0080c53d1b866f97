import { computed, signal } from '@preact/signals';
import type { Overview } from '../api/types.js';

/** What `GET /api/v1/overview` said last; null: nothing yet. */
export const overview = signal<Overview | null>(null);
/** Why the last attempt to read it, or all rows, failed; null: it did not. */
export const overviewFault = signal<string | null>(null);
export const rowsFault = signal<string | null>(null);
/** Either of them: what is shown may be old, though the master is heard. */
export const readFault = computed(() => rowsFault.value ?? overviewFault.value);
