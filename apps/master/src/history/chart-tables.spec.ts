import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { latencySeries, pruneCharts, rollUp, writeCharts } from './chart-tables.js';
import { packBlock } from './latency-block.js';
import { CHARTS } from './schema.js';

const MINUTE = 60_000;
const DAY = 1440;
const bucket = (count: number, ms: number) => ({ count, failures: 0, min: ms, sum: count * ms, max: ms });

let db: DatabaseSync;
const query = (text: string): StatementSync => db.prepare(text);
const write = (start: number, counts: number[]) =>
  writeCharts(query, [], [['a', 't', 'fra', 1, start, packBlock(counts.map((count) => bucket(count, 10)))]]);
const counts = (from: number, to: number, step: number) =>
  latencySeries(query, { domain: 'a', from: from * MINUTE, to: to * MINUTE, stepMs: step * MINUTE })[0]?.buckets.map(
    (one) => one?.count ?? 0,
  );

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  db.exec(CHARTS);
});
afterEach(() => db.close());

it('minutes become tens, in the six hours that they lie in, over the edge of two as well', () => {
  const edge = 360 * 100;
  write(edge - 5, [1, 1, 1, 1, 1, 2, 2, 2]);
  write(edge + 5, [4]);
  write(edge + 300, [8]);
  expect(rollUp(query, edge + 60)).toBe(2);
  expect(rollUp(query, edge + 60)).toBe(0);
  expect(
    query('SELECT step, start FROM latencies ORDER BY start')
      .all()
      .map((row) => ({ ...row })),
  ).toEqual([
    { step: 10, start: edge - 360 },
    { step: 10, start: edge },
    { step: 1, start: edge + 300 },
  ]);
  expect(counts(edge - 10, edge + 10, 10)).toEqual([5, 10]);
  expect(counts(edge - 360, edge + 360, 360)).toEqual([5, 18]);
});

it('forgets latencies after eight days at most, and of spans all but the one that reaches into the time', () => {
  const now = 100 * DAY;
  write(now - 10 * DAY, [1]);
  write(now - DAY, [1]);
  const at = (days: number) => (now - days * DAY) * MINUTE;
  writeCharts(
    query,
    [
      ['a', at(20), 'healthy'],
      ['a', at(10), 'fallback'],
      ['a', at(1), 'healthy'],
      ['b', at(30), 'healthy'],
    ],
    [],
  );
  pruneCharts(query, at(30), now * MINUTE);
  expect(query('SELECT count(*) AS count FROM latencies').get()).toMatchObject({ count: 1 });
  expect(query('SELECT domain, at FROM spans ORDER BY domain, at').all()).toMatchObject([
    { domain: 'a', at: at(10) },
    { domain: 'a', at: at(1) },
    { domain: 'b', at: at(30) },
  ]);
  pruneCharts(query, at(0), now * MINUTE);
  expect(query('SELECT count(*) AS count FROM spans').get()).toMatchObject({ count: 2 });
});
