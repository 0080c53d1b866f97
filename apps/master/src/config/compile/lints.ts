import { type Path } from '@failover-dns/config';
import { type Report } from '../report.js';
import { type DomainSection } from '../sections/domain.section.js';

/** Warns of what works, but hardly as it was meant: old files have it, so it is no fault. */
export function lintDomain({ server, monitor, agent }: DomainSection, path: Path, report: Report): void {
  const { interval_sec: interval, timeout_sec: timeout } = agent;
  if (timeout >= interval) {
    const found = `${timeout} with interval_sec ${interval}`;
    const expected = `less than interval_sec, such as ${shorter(interval)}`;
    report.warn([...path, 'agent', 'timeout_sec'], found, expected, 'a check may still run when the next is due');
  }
  if (server.timeout_sec < interval + timeout) {
    const found = `${server.timeout_sec} with interval_sec ${interval} and a check timeout of ${timeout}`;
    const expected = `at least ${rounded(interval + timeout)}`;
    report.warn([...path, 'server', 'timeout_sec'], found, expected, 'votes end before the next report can come');
  }
  monitor.targets.forEach((target, index) => {
    if (target?.port === undefined || monitor.checks.length > 0 || monitor.mode !== 'icmp') return;
    const at = [...path, 'monitor', 'targets', index, 'port'];
    report.warn(at, String(target.port), `no port with mode ${monitor.mode}`, 'it is left out');
  });
  if (monitor.targets.length === 0) {
    report.warn([...path, 'monitor', 'targets'], 'no target', 'at least one', 'the fallback is always answered');
  }
}

const shorter = (interval: number): number => (interval > 1 ? Math.ceil(interval) - 1 : rounded(interval / 2));

const rounded = (seconds: number): number => Number(seconds.toFixed(3));
