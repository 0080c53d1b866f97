import { type StatementSync } from 'node:sqlite';
import { type Bucket, eachBucket, merged, packBlock } from './latency-block.js';
import { type Block, type LatencySeries, seriesOf } from './latency-series.js';
import { type LatencyQuery, type LatencyRow, type SpanRow } from './messages.js';

type Query = (text: string) => StatementSync;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Charts show a week. */
const KEPT_MS = 8 * DAY_MS;
/** A block by the minute is that long at most; one by ten minutes is always six hours. */
const LONGEST_FINE = 30;
const COARSE_STEP = 10;
const COARSE_BUCKETS = 36;
const COARSE = COARSE_STEP * COARSE_BUCKETS;
const ROLLED_AT_ONCE = 500;

const PUT = 'INSERT OR REPLACE INTO latencies VALUES (?, ?, ?, ?, ?, ?)';

export function writeCharts(query: Query, spans: readonly SpanRow[], latencies: readonly LatencyRow[]): void {
  for (const row of spans) query('INSERT OR REPLACE INTO spans VALUES (?, ?, ?)').run(...row);
  for (const row of latencies) query(PUT).run(...row);
}

export function latencySeries(query: Query, { domain, ...window }: LatencyQuery): LatencySeries[] {
  const minutes = (ms: number): number => Math.floor(ms / MINUTE_MS);
  const rows = query('SELECT target, agent, step, start, data FROM latencies WHERE domain = ? AND start >= ? AND start < ?').all(
    domain,
    minutes(window.from) - COARSE,
    minutes(window.to),
  );
  return seriesOf(rows as unknown as Block[], window);
}

/** Blocks of minutes that end before `before` become a part of the six hours that they lie in. Gives how many, at most a part of them. */
export function rollUp(query: Query, before: number): number {
  const rows = query(
    'SELECT domain, target, agent, start, data FROM latencies WHERE step = 1 AND start < ? ORDER BY start LIMIT ?',
  ).all(before - LONGEST_FINE, ROLLED_AT_ONCE) as unknown as (Block & { domain: string })[];
  for (const { domain, target, agent, start, data } of rows) {
    eachCoarse(start, data, (coarse, buckets) => {
      const known = query(
        'SELECT data FROM latencies WHERE domain = ? AND target = ? AND agent = ? AND step = ? AND start = ?',
      ).get(domain, target, agent, COARSE_STEP, coarse) as { data: Uint8Array } | undefined;
      if (known !== undefined) eachBucket(known.data, (place, bucket) => (buckets[place] = merged(buckets[place], bucket)));
      query(PUT).run(domain, target, agent, COARSE_STEP, coarse, packBlock(buckets));
    });
    query('DELETE FROM latencies WHERE domain = ? AND target = ? AND agent = ? AND step = 1 AND start = ?').run(
      domain,
      target,
      agent,
      start,
    );
  }
  return rows.length;
}

const nothing = (): Bucket => ({ count: 0, failures: 0, min: 0, sum: 0, max: 0 });

/** A block of minutes may lie across the edge of two coarse ones. */
function eachCoarse(start: number, data: Uint8Array, visit: (coarse: number, buckets: Bucket[]) => void): void {
  const parts = new Map<number, Bucket[]>();
  eachBucket(data, (place, bucket) => {
    const minute = start + place;
    const coarse = Math.floor(minute / COARSE) * COARSE;
    const buckets = parts.get(coarse) ?? Array.from({ length: COARSE_BUCKETS }, nothing);
    parts.set(coarse, buckets);
    const index = Math.floor((minute - coarse) / COARSE_STEP);
    buckets[index] = merged(buckets[index], bucket);
  });
  for (const [coarse, buckets] of parts) visit(coarse, buckets);
}

/** Of spans the last one of each domain before the end of the time stays, as it tells how the time began. */
export function pruneCharts(query: Query, before: number, now: number): void {
  const end = Math.max(before, now - KEPT_MS);
  query('DELETE FROM latencies WHERE start < ?').run(Math.floor(end / MINUTE_MS) - COARSE);
  query(
    'DELETE FROM spans WHERE at < ? AND EXISTS (SELECT 1 FROM spans AS later WHERE later.domain = spans.domain AND later.at > spans.at AND later.at <= ?)',
  ).run(end, end);
}
