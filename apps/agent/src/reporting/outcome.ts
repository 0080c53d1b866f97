import { type Result } from './result.js';

/** Why results are to be sent again: no reply came, or the master cannot take them now, or not from us. */
export type Trouble = { kind: 'lost'; cause: unknown } | { kind: 'later'; retryAfterMs: number | null };

/**
 * What became of results that were sent.
 *
 *   taken    the master has them
 *   refused  it will never take them as they are: fewer at a time, then none
 *   old      it has no /reports
 *   lost, later   the latest of each task is kept and sent again
 */
export type Outcome =
  { kind: 'taken'; tasksVersion: string | null } | { kind: 'refused' } | { kind: 'old' } | (Trouble & { unsent: Result[] });

/** Which class of answer a status is. */
export function judge(status: number): 'taken' | 'refused' | 'later' | 'missing' {
  if (status >= 200 && status < 300) return 'taken';
  if (status === 404 || status === 405) return 'missing';
  if (status === 400 || status === 413 || status === 422) return 'refused';
  return 'later';
}
