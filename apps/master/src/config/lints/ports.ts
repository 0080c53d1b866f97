import { hasPort } from '../compile/targets.js';
import { type Lint, type WrittenDomain } from './lint.js';

/** Ports that no check uses. */
export const lintPorts: Lint<WrittenDomain> = ({ section: { monitor }, path }, report) => {
  const at = [...path, 'monitor'];
  const checks = monitor.checks.map((check) => ({ mode: check?.mode ?? monitor.mode, port: check?.port }));
  checks.forEach(({ mode, port }, index) => {
    if (port === undefined || hasPort(mode)) return;
    report.warn([...at, 'checks', index, 'port'], String(port), `no port with mode ${mode}`, 'it is left out');
  });
  const usesTargets =
    checks.length === 0 ? hasPort(monitor.mode) : checks.some((one) => one.port === undefined && hasPort(one.mode));
  if (usesTargets) return;
  const expected =
    checks.length === 0 ? `no port with mode ${monitor.mode}` : 'no port with checks that have theirs or need none';
  monitor.targets.forEach((target, index) => {
    if (target?.port === undefined) return;
    report.warn([...at, 'targets', index, 'port'], String(target.port), expected, 'it is left out');
  });
};
