import { type Lint, type WrittenDomain } from './lint.js';

/** Targets of which none, or never enough, can be answered. */
export const lintTargets: Lint<WrittenDomain> = ({ domain: { targets, rules }, path }, report) => {
  const at = [...path, 'monitor', 'targets'];
  const always =
    rules.allDown === 'fallback' ? 'the fallback is always answered' : `all_down: ${rules.allDown} is always answered`;
  if (targets.length === 0) return report.warn(at, 'no target', 'at least one', always);
  const enabled = new Set(targets.filter(({ disabled }) => !disabled).map(({ ip }) => ip)).size;
  if (enabled === 0) {
    report.warn(
      at,
      targets.length === 1 ? 'one target, disabled' : `${targets.length} targets, all disabled`,
      'at least one that is not',
      always,
    );
  } else if (enabled < rules.minHealthy) {
    const found = `${rules.minHealthy} with ${enabled} of the addresses not disabled`;
    report.warn([...path, 'server', 'min_healthy'], found, `at most ${enabled}`, `panic: ${rules.panic} is always answered`);
  }
};
