import { type Lint, type WrittenConfig } from './lint.js';

/** Agents that may all look through one path. */
export const lintTags: Lint<WrittenConfig> = ({ config: { agents } }, report) => {
  const sets = new Set(agents.map(({ tags }) => [...tags].sort().join(', ')));
  const [tags = ''] = sets;
  if (agents.length < 2 || sets.size > 1 || tags === '') return;
  const found = `${agents.length} agents, all with the tags ${tags}`;
  report.warn(
    ['agents'],
    found,
    'at least 2 tags, one for each place',
    'what breaks the path from there looks like dead targets',
  );
};
