import { type Lint, seconds, type WrittenDomain } from './lint.js';

/** A fast interval that is none. */
export const lintFastInterval: Lint<WrittenDomain> = ({ domain: { agent }, path }, report) => {
  const { fastIntervalSec: fast, intervalSec: interval } = agent;
  if (fast === undefined || fast < interval) return;
  const found = `${fast} with interval_sec ${interval}`;
  const expected = `less than interval_sec, such as ${seconds(Math.max(0.1, interval / 10))}`;
  report.warn([...path, 'agent', 'fast_interval_sec'], found, expected, 'it confirms nothing sooner');
};
