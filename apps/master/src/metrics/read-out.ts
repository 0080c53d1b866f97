import { type Metric, type Registry } from 'prom-client';

export interface Sample {
  value: number;
  labels?: Readonly<Record<string, string>>;
  /** Where it is not the metric's own: `…_bucket`, `…_sum`, `…_count`. */
  metricName?: string;
}

export interface ReadOut {
  name: string;
  help: string;
  type: 'gauge' | 'counter' | 'histogram';
  /** Called at each scrape. */
  read: () => Iterable<Sample>;
}

/** A metric whose values stand elsewhere: read when somebody asks, never kept, so that what is gone is not told of. */
export function readOut(registry: Registry, { read, ...metric }: ReadOut): void {
  const get = () => Promise.resolve({ ...metric, values: [...read()], aggregator: 'sum' });
  registry.registerMetric({ ...metric, get, reset: () => undefined } as unknown as Metric);
}

/** One value of a fixed set of words is 1, the others are 0. */
export const flag = (is: boolean): 0 | 1 => (is ? 1 : 0);
