import type { Override } from '../api/types.js';
import { moment } from './time.js';

/** `by ann until 22:04: “new disks”`, to be read after what is overridden and how. */
export function byWhom({ who, until, reason }: Pick<Override, 'who' | 'until' | 'reason'>, now: number): string {
  const end = until === null ? ', until it is taken back' : ` until ${moment(Date.parse(until), now)}`;
  return `by ${who}${end}: “${reason}”`;
}
