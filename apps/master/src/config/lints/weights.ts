import { type Lint, type WrittenDomain } from './lint.js';

/** Weights that nothing is drawn by. */
export const lintWeights: Lint<WrittenDomain> = ({ domain: { targets, rules }, path }, report) => {
  if (rules.select === 'weighted') return;
  targets.forEach(({ weight }, index) => {
    const at = [...path, 'monitor', 'targets', index, 'weight'];
    if (!report.isSet(at) || report.isInherited(at)) return;
    report.warn(at, `${weight} with select ${rules.select}`, 'select weighted, or no weight', 'it is left out');
  });
};
