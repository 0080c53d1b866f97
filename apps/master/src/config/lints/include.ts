import { isAbsolute } from 'node:path';
import { show } from '@failover-dns/config';
import { type Lint, type WrittenConfig } from './lint.js';

/** A pattern that matches nothing, as its folder is misspelt, or empty. */
export const lintInclude: Lint<WrittenConfig> = ({ unmatched }, report) => {
  for (const [path, pattern] of unmatched) {
    const hint = isAbsolute(pattern) ? 'check the path' : 'check the path: it is relative to this file';
    report.warn(path, `${show(pattern)}, which matches no file`, 'a pattern that matches one', hint);
  }
};
