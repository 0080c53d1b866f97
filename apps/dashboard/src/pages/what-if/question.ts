import type { SimulateRequest } from '../../api/types.js';
import { ipOf } from '../../lib/addresses.js';

/** What is supposed; all of it stands in the URL. */
export interface Question {
  /** As the master takes them: `ip`, `ip:port`, `domain/ip`, `domain/ip:port`. */
  down: readonly string[];
  lost: readonly string[];
  /** Seconds that pass. */
  after: number;
}

export function questionOf(query: URLSearchParams): Question {
  const after = Number(query.get('after'));
  return {
    down: given(query.getAll('down')),
    lost: given(query.getAll('lost')),
    after: Number.isFinite(after) && after >= SHORTEST_SEC ? Math.min(after, YEAR_SEC) : 0,
  };
}

const given = (names: readonly string[]): string[] => [...new Set(names)].filter((name) => name.trim() !== '');
/** Less than a terminal would take. */
const SHORTEST_SEC = 0.001;
const YEAR_SEC = 31_536_000;

/** The query that says so, with `find`, what is searched for. */
export function queryOf({ down, lost, after }: Question, find: string): string {
  const query = new URLSearchParams();
  for (const target of down) query.append('down', target);
  for (const agent of lost) query.append('lost', agent);
  if (after > 0) query.set('after', String(after));
  if (find !== '') query.set('find', find);
  return query.toString();
}

export const isEmpty = ({ down, lost, after }: Question): boolean => down.length + lost.length === 0 && after === 0;

/** `What if` `192.0.2.12 is down` `and fra-1 is lost` `and 10 min pass?`: each part stays on its line. */
export function headlineParts({ down, lost, after }: Question): string[] {
  const parts = [
    named(down.map(shortTarget), 'target', 'down'),
    named(lost, 'agent', 'lost'),
    after > 0 ? `${timeWords(after)} ${timeWords(after).startsWith('1 ') ? 'passes' : 'pass'}` : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return ['What if', 'something fails?'];
  return ['What if', ...parts.map((part, index) => `${index > 0 ? 'and ' : ''}${part}${index === parts.length - 1 ? '?' : ''}`)];
}

/** Names of up to two, else how many. */
function named(names: readonly string[], thing: string, state: string): string | null {
  if (names.length === 0) return null;
  if (names.length > 2) return `${names.length} ${thing}s are ${state}`;
  return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} ${state}`;
}

const shortTarget = (target: string): string =>
  target.includes('/') ? `${ipOf(target)} of ${target.slice(0, target.indexOf('/'))}` : target;

/** `90 s`, `1 min`, `10 min`, `2 h` */
export function timeWords(seconds: number): string {
  for (const [size, unit] of [
    [86_400, 'days'],
    [3600, 'h'],
    [60, 'min'],
  ] as const)
    if (seconds >= size && seconds % size === 0)
      return unit === 'days' && seconds === size ? '1 day' : `${seconds / size} ${unit}`;
  return `${seconds} s`;
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600, d: 86_400 };

/** `90`, `90s`, `5m`, `2 h` in seconds; null: it is no time. */
export function secondsOf(text: string): number | null {
  const [, count, unit = 's'] = /^(\d{1,9}(?:\.\d+)?)\s*(s|min|m|h|d)?$/.exec(text.trim()) ?? [];
  const seconds = count === undefined ? Number.NaN : Number(count) * (UNITS[unit] ?? Number.NaN);
  return seconds >= 0 && seconds <= YEAR_SEC ? seconds : null;
}

/** The line for a terminal that asks the same. */
export function commandOf({ down, lost, after }: Question): string {
  return [
    'failover simulate',
    ...down.map((target) => option('--down', target)),
    ...lost.map((agent) => option('--lost', agent)),
    ...(after > 0 ? [`--advance ${after}s`] : []),
  ].join(' ');
}

/** What a shell would read otherwise is quoted; what begins with `-` must not look like another option. */
function option(name: string, value: string): string {
  const quoted = /^[\w.:/@%+,=-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
  return value.startsWith('-') ? `${name}=${quoted}` : `${name} ${quoted}`;
}

export const bodyOf = ({ down, lost, after }: Question, limit: number): SimulateRequest => ({
  targets_down: [...down],
  agents_lost: [...lost],
  advance_sec: after,
  limit,
});
