import type { DomainRow, StateCounts } from '../../api/types.js';
import { STATES } from '../../lib/states.js';
import { isThinned } from '../../lib/strip.js';
import { clockTime, lasting } from '../../lib/time.js';
import { number, plural } from '../../lib/words.js';

const RECENT_MS = 15 * 60_000;

/** `2 domains on fallback,` `1 frozen,` … `3 degraded.`: worst first, without what counts 0. `asOf`: told in the past, as of then. */
export function headlineParts(counts: StateCounts, asOf: number | null = null): string[] {
  const total = STATES.reduce((sum, state) => sum + counts[state], 0);
  const [be, at] = asOf === null ? ['are', []] : ['were', [`At ${clockTime(asOf)},`]];
  if (total === 0) return [...at, 'No domains yet.'];
  const troubled = STATES.filter((state) => state !== 'healthy' && counts[state] > 0);
  if (troubled.length === 0) {
    const all =
      total === 1 ? `The only domain ${asOf === null ? 'is' : 'was'} healthy.` : `All ${number(total)} domains ${be} healthy.`;
    return [...at, asOf === null ? all : `${all[0]?.toLowerCase()}${all.slice(1)}`];
  }
  const parts = troubled.map((state, index) => {
    const count = index === 0 ? plural(counts[state], 'domain') : number(counts[state]);
    const verb = asOf === null || index > 0 ? '' : counts[state] === 1 ? ' was' : ' were';
    const end = index === troubled.length - 1 ? '.' : ',';
    return `${count}${verb} ${state === 'fallback' ? 'on fallback' : state}${end}`;
  });
  return [...at, ...parts];
}

/** Since when: `5 of these 7 changed in the last 15 min, the first at 02:51:18. The other 4,993 are healthy.` */
export function sinceWhen(rows: readonly DomainRow[], now: number): string {
  const troubled = rows.filter(({ state }) => state !== 'healthy');
  const healthy = rows.length - troubled.length;
  if (troubled.length === 0) return lastChange(rows, now);
  const others = healthy === 0 ? '' : healthy === 1 ? ' The other one is healthy.' : ` The other ${number(healthy)} are healthy.`;
  const times = troubled.map(({ since }) => Date.parse(since)).sort((one, other) => one - other);
  const recent = times.filter((at) => now - at <= RECENT_MS);
  const [first, last] = [recent[0], recent.at(-1)];
  if (first === undefined || last === undefined) {
    const newest = times.at(-1) ?? now;
    return `${times.length === 1 ? 'It changed' : 'The last of them changed'} ${lasting(now - newest)} ago.${others}`;
  }
  if (times.length === 1) return `It changed at ${clockTime(first)}.${others}`;
  if (recent.length === times.length)
    return `All changed within ${lasting(Math.max(1000, last - first))}, the first at ${clockTime(first)}.${others}`;
  const one = recent.length === 1;
  return `${number(recent.length)} of these ${number(times.length)} changed in the last 15 min, ${one ? '' : 'the first '}at ${clockTime(first)}.${others}`;
}

function lastChange(rows: readonly DomainRow[], now: number): string {
  let newest: DomainRow | undefined;
  for (const row of rows) if (row.before !== null && row.before !== 'gap' && (!newest || row.since > newest.since)) newest = row;
  if (!newest) return rows.length === 0 ? '' : 'Nothing changed since the master knows them.';
  const began = newest.spans.at(-2);
  const since = Date.parse(newest.since);
  const length = began && began.state === newest.before && !isThinned(newest) ? ` for ${lasting(since - began.at)}` : '';
  return `Last change ${lasting(now - since)} ago: ${newest.domain}, ${newest.before}${length}.`;
}
