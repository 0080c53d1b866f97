const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** A duration in its two largest units: `2h5m`, `40s`, `0s`. */
export function duration(ms: number): string {
  const first = UNITS.findIndex(([, size]) => ms >= size);
  if (first < 0) return '0s';
  const [unit, size] = UNITS[first]!;
  const next = UNITS[first + 1];
  const rest = next ? Math.floor((ms % size) / next[1]) : 0;
  return `${Math.floor(ms / size)}${unit}${next && rest > 0 ? `${rest}${next[0]}` : ''}`;
}

/** `90`, `90s`, `5m`, `2h`, `1d` in seconds; null: it is no duration. */
export function secondsOf(text: string): number | null {
  const [, count, unit = 's'] = /^(\d{1,9}(?:\.\d+)?)(s|m|h|d)?$/.exec(text.trim()) ?? [];
  const size = UNITS.find(([name]) => name === unit)?.[1];
  return count === undefined || size === undefined ? null : (Number(count) * size) / 1000;
}

export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;

/** A time of day to the second, in this machine's zone: `2026-01-02T04:04:05+01:00`; `Z` in UTC. */
export function timeOf(iso: string, utc = false): string {
  const at = new Date(iso);
  const minutes = utc ? 0 : -at.getTimezoneOffset();
  const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  return `${local}${minutes === 0 ? 'Z' : offsetText(minutes)}`;
}

function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

/** Reasons and names come from others: nothing in them may end the line or steer a terminal. */
export const printable = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
