import { type Lint, seconds, type WrittenDomain } from './lint.js';

/** Checks that overlap, and votes that end before the next report. */
export const lintTimeouts: Lint<WrittenDomain> = ({ section: { server, agent }, path }, report) => {
  const { interval_sec: interval, timeout_sec: timeout } = agent;
  const at = (...keys: string[]) => [...path, ...keys];
  if (timeout >= interval) {
    const expected = `less than interval_sec, such as ${shorter(interval)}`;
    const found = `${timeout} with interval_sec ${interval}`;
    report.warn(at('agent', 'timeout_sec'), found, expected, 'a check may still run when the next is due');
  }
  const isSaid = report.isSet(at('server', 'timeout_sec')) || report.isSet(at('agent', 'interval_sec'));
  const tooShort = server.timeout_sec < interval + timeout;
  if (tooShort || (isSaid && server.timeout_sec < 3 * interval)) {
    const found = `${server.timeout_sec} with interval_sec ${interval} and a check timeout of ${timeout}`;
    const expected = `at least ${seconds(Math.max(3 * interval, interval + timeout))}`;
    report.warn(at('server', 'timeout_sec'), found, expected, hint(server.timeout_sec, interval, timeout));
  }
};

function hint(voteSec: number, interval: number, timeout: number): string {
  if (voteSec < interval + timeout) return 'votes end before the next report can come';
  return voteSec < 2 * interval + timeout ? 'one lost report ends a vote' : 'two lost reports in a row end a vote';
}

const shorter = (interval: number): number => (interval > 1 ? Math.ceil(interval) - 1 : seconds(interval / 2));
