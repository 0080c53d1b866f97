import { type Lint, type WrittenDomain } from './lint.js';

/** A fallback that is down when it is needed. */
export const lintFallback: Lint<WrittenDomain> = ({ domain: { fallback, targets }, path }, report) => {
  fallback.forEach((ip, index) => {
    const target = targets.findIndex((one) => one.ip === ip);
    if (target < 0) return;
    const line = report.line([...path, 'monitor', 'targets', target]);
    const hint = 'it is answered when no target is up; server.all_down: all answers every target then';
    report.warn([...path, 'fallback', index], `${ip}, the target on line ${line}`, 'an address that is no target', hint);
  });
};
