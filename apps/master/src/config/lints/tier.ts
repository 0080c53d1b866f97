import { type Lint, type WrittenDomain } from './lint.js';

/** A highest tier of one target, which a single check takes out or brings back. */
export const lintTier: Lint<WrittenDomain> = ({ domain: { targets, rules }, path }, report) => {
  if (rules.select !== 'priority') return;
  const isCalm = rules.fall > 1 && (rules.rise > 1 || rules.failback !== 'auto');
  const enabled = targets.filter(({ disabled }) => !disabled);
  const top = Math.max(...enabled.map(({ priority }) => priority));
  const lower = enabled.filter(({ priority }) => priority < top).map(({ priority }) => priority);
  const [first, second] = enabled.filter(({ priority }) => priority === top);
  if (isCalm || first === undefined || second !== undefined || lower.length === 0) return;
  const found = `priority ${top} on this target alone, with fall ${rules.fall} and rise ${rules.rise}`;
  const expected = `a second target of priority ${top}, or fall and rise of at least 2`;
  const next = Math.max(...lower);
  const hint =
    rules.fall === 1
      ? `one failed check moves every client to priority ${next}`
      : 'one check that passes moves every client back';
  report.warn([...path, 'monitor', 'targets', targets.indexOf(first)], found, expected, hint);
};
