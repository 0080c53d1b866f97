/**
 * Compares how well decisions are made, in virtual time: `npm run bench:decisions`. Writes docs/decision-quality.md.
 * Ends with 1 when a goal is missed or the core and the computation disagree.
 */
import { writeFileSync } from 'node:fs';
import { goals } from './goals.ts';
import { FULL, hasty, measure, tunings } from './measure.ts';
import { report } from './report.ts';
import { SEMANTICS } from './semantics.ts';

const rows = SEMANTICS.map((semantics) => measure(semantics, FULL));
const text = report({ rows, tuned: tunings(FULL), hasty: hasty(), effort: FULL });
console.log(text);
writeFileSync(new URL('../../docs/decision-quality.md', import.meta.url), text);
const disagreements = rows.reduce((sum, { onCore }) => sum + (onCore?.disagreements ?? 0), 0);
if (disagreements > 0) console.error(`The core and its chart disagreed ${disagreements} times`);
process.exitCode = disagreements === 0 && goals(rows).every(({ reached }) => reached) ? 0 : 1;
