import { expect, it } from 'vitest';
import { eachBucket, packBlock } from './latency-block.js';
import { LatencySlots } from './latency-slots.js';
import { seriesOf } from './latency-series.js';

const MINUTE = 60_000;
const bucket = (count: number, failures: number, ...[min, mean, max]: number[]) => ({
  ...{ count, failures, min: min ?? 0, max: max ?? 0 },
  sum: (mean ?? 0) * (count - failures),
});
const block = (start: number, buckets: ReturnType<typeof bucket>[], change = {}) => ({
  ...{ target: '192.0.2.10:443', agent: 'fra', step: 1, start, data: packBlock(buckets) },
  ...change,
});

it('keeps latencies from a microsecond to an hour, to a thousandth', () => {
  for (const ms of [0.001, 0.5, 8, 171, 30_000, 3_600_000]) {
    eachBucket(packBlock([bucket(2, 1, ms, ms, ms)]), (_place, { min, sum, max }) => {
      for (const kept of [min, sum, max]) expect(Math.abs(kept - ms) / ms).toBeLessThan(ms < 0.01 ? 0.05 : 0.001);
    });
  }
});

it('puts minutes together into wider buckets: counts add up, the shortest and the longest stay, the mean is weighed', () => {
  const minutes = [bucket(3, 0, 10, 20, 30), bucket(1, 0, 100, 100, 100), bucket(4, 4)];
  const [series] = seriesOf([block(1000, minutes)], { from: 1000 * MINUTE, to: 1010 * MINUTE, stepMs: 5 * MINUTE });
  expect(series?.buckets[0]).toMatchObject({ count: 8, failures: 4 });
  expect(series?.buckets[0]?.min).toBeCloseTo(10, 1);
  expect(series?.buckets[0]?.max).toBeCloseTo(100, 0);
  expect((series?.buckets[0]?.sum ?? 0) / 4).toBeCloseTo(40, 1);
  expect(series?.buckets[1]).toBeNull();
});

it('leaves out what lies outside, and series without anything; has agents and targets apart', () => {
  const window = { from: 1000 * MINUTE, to: 1060 * MINUTE, stepMs: MINUTE };
  const one = [bucket(1, 0, 1, 1, 1)];
  const found = seriesOf(
    [block(999, one), block(1060, one), block(1059, one, { agent: 'ams' }), block(1000, one, { target: '[2001:db8::1]:443' })],
    window,
  );
  expect(found.map(({ target, agent }) => `${target} ${agent}`)).toEqual(['192.0.2.10:443 ams', '[2001:db8::1]:443 fra']);
  expect(found[0]?.buckets[59]?.count).toBe(1);
});

it('slots count by the minute, apart from each other, and are used again', () => {
  const slots = new LatencySlots();
  const [one, other] = [slots.take(100), slots.take(100)];
  slots.add(one, 100, 5);
  slots.add(one, 100, 3);
  slots.add(one, 102, null);
  slots.add(other, 129, 7);
  expect(slots.buckets(one)).toEqual([
    { count: 2, failures: 0, min: 3, sum: 8, max: 5 },
    { count: 0, failures: 0, min: 0, sum: 0, max: 0 },
    { count: 1, failures: 1, min: 0, sum: 0, max: 0 },
  ]);
  expect([slots.holds(other, 129), slots.holds(other, 130), slots.size()]).toEqual([true, false, 2]);
  slots.release(one);
  const again = slots.take(200);
  expect([again, slots.buckets(again), slots.size()]).toEqual([one, [], 2]);
});
