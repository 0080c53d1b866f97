import { domainBound } from '../domain-bound.js';
import { type Lint, seconds, type WrittenDomain } from './lint.js';

/** A failover that can take longer than is wanted. */
export const lintRto: Lint<WrittenDomain> = ({ domain, path }, report) => {
  const { rtoMs, agent } = domain;
  const { totalMs, detectMs } = domainBound(domain);
  if (rtoMs === null || totalMs <= rtoMs) return;
  const fits = (tenths: number) => domainBound({ ...domain, agent: { ...agent, intervalSec: tenths / 10 } }).totalMs <= rtoMs;
  const interval = largest(Math.floor(agent.intervalSec * 10), fits) / 10;
  const found = `${rtoMs / 1000}, while a failover can take ${seconds(totalMs / 1000)} (${seconds(detectMs / 1000)} to see it, TTL ${domain.ttl})`;
  const least = `at least ${Math.ceil(totalMs / 1000)}`;
  const expected = interval > 0 ? `${least}, or an interval_sec of at most ${interval}` : least;
  const hint = interval > 0 ? undefined : 'no interval is short enough: lower fall, agent.timeout_sec or ttl';
  report.warn([...path, 'server', 'rto_sec'], found, expected, hint);
};

/** The largest number up to `most` that fits, when smaller ones fit better; 0: none does. */
function largest(most: number, fits: (number: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
