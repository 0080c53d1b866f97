const SEC = 1000;
const MIN = 60 * SEC;
const HOUR = 60 * MIN;
export const DAY = 24 * HOUR;

/** `13 min ago`; by the second under a minute, by the minute under an hour. */
export function ago(ms: number): string {
  return ms < SEC ? 'just now' : `${lasting(ms)} ago`;
}

/** `22 s`, `13 min`, `3 h`, `9 days` */
export function lasting(ms: number): string {
  if (ms < MIN) return `${Math.max(0, Math.floor(ms / SEC))} s`;
  if (ms < HOUR) return `${Math.floor(ms / MIN)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} days`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `02:51:18`, in the reader's zone */
export function clockTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** `02:51` */
export const clockMinute = (at: number): string => clockTime(at).slice(0, 5);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `02:51:18` today, else `21 Nov 18:02`, of another year `21 Nov 2027 18:02` */
export function moment(at: number, now: number): string {
  const [date, today] = [new Date(at), new Date(now)];
  if (date.toDateString() === today.toDateString()) return clockTime(at);
  const year = date.getFullYear() === today.getFullYear() ? '' : `${date.getFullYear()} `;
  return `${dayOf(at)} ${year}${clockMinute(at)}`;
}

/** `21 Nov` */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getDate()} ${MONTHS[date.getMonth()]}`;
}
