import { signal } from '@preact/signals';
import type { Overview } from '../api/types.js';

/** What `GET /api/v1/overview` said last; null: nothing yet. */
export const overview = signal<Overview | null>(null);
/** Why the last attempt to read failed; null: it did not. */
export const readFault = signal<string | null>(null);
