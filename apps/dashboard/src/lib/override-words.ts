import type { Override } from '../api/types.js';
import { moment } from './time.js';

/** `by ann until 22:04: “new disks”`, to be read after what is overridden and how. `forever`: in place of an end where it has none. */
export function byWhom(
  { who, until, reason }: Pick<Override, 'who' | 'until' | 'reason'>,
  now: number,
  forever = ', until it is taken back',
): string {
  const end = until === null ? forever : ` until ${moment(Date.parse(until), now)}`;
  return `by ${who}${end}: “${reason}”`;
}
