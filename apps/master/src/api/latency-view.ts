import { type LatencySeriesDto } from '@failover-dns/contracts';
import { type Bucket } from '../history/latency-block.js';
import { type LatencySeries } from '../history/latency-series.js';

/** Column by column, as charts draw it. */
export function latencyView({ target, agent, buckets }: LatencySeries): LatencySeriesDto {
  const ofPassed = (value: (bucket: Bucket) => number) =>
    buckets.map((bucket) => (bucket === null || bucket.count === bucket.failures ? null : rounded(value(bucket))));
  return {
    target,
    agent: agent === '' ? null : agent,
    count: buckets.map((bucket) => bucket?.count ?? 0),
    failures: buckets.map((bucket) => bucket?.failures ?? 0),
    min_ms: ofPassed(({ min }) => min),
    mean_ms: ofPassed(({ sum, count, failures }) => sum / (count - failures)),
    max_ms: ofPassed(({ max }) => max),
  };
}

const rounded = (ms: number): number => Math.round(ms * 100) / 100;
