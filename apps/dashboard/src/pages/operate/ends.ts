import { clockMinute, DAY, lasting, moment } from '../../lib/time.js';

const MIN = 60_000;
export const LENGTHS = [
  { key: '15m', ms: 15 * MIN, words: 'in 15 min' },
  { key: '1h', ms: 60 * MIN, words: 'in 1 hour' },
  { key: '4h', ms: 240 * MIN, words: 'in 4 hours' },
  { key: '1d', ms: 1440 * MIN, words: 'in 1 day' },
] as const;

/** The default: never for ever unless it is asked for. */
export const DEFAULT_LENGTH = '1h';
export const AT_A_TIME = 'at';
export const NEVER = 'never';

/** When an override ends, as the API takes it; at: milliseconds since 1970, null for never. */
export interface End {
  body: { for: string } | { until: string } | { permanent: true };
  at: number | null;
}

/** `choice`: a length, `at` with a time as a datetime-local field has it, or `never`. null: no such time, or it is over. */
export function endOf(choice: string, typed: string, now: number): End | null {
  const length = LENGTHS.find(({ key }) => key === choice);
  if (length) return { body: { for: length.key }, at: now + length.ms };
  if (choice === NEVER) return { body: { permanent: true }, at: null };
  const at = Date.parse(typed);
  return Number.isNaN(at) || at <= now ? null : { body: { until: new Date(at).toISOString() }, at };
}

const FAR_MS = 90 * DAY;
/** How long it lasts, if that is so long that it may be a slip: `2922 days`; null: it is not. */
export const farWords = (end: End | null, now: number): string | null =>
  end?.at == null || end.at - now <= FAR_MS ? null : lasting(end.at - now);

/** `until 04:04`, `until 23 Nov 04:04`, `until somebody releases it` */
export function untilWords(end: End | null, now: number): string {
  if (end === null) return '';
  return end.at === null ? 'until somebody releases it' : `until ${timeWords(end.at, now)}`;
}

/** `04:04` today, else `23 Nov 04:04` */
export const timeWords = (at: number, now: number): string =>
  new Date(at).toDateString() === new Date(now).toDateString() ? clockMinute(at) : moment(at, now);

const two = (value: number): string => String(value).padStart(2, '0');

/** As a datetime-local field takes it, in the reader's zone. */
export function fieldTime(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
