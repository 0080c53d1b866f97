import { domainBound } from '../domain-bound.js';
import { type Lint, seconds, type WrittenDomain } from './lint.js';

/** Resolvers that remember an address for longer than it takes to notice that it is dead. */
export const lintTtl: Lint<WrittenDomain> = ({ domain, path, zonePath }, report) => {
  const at = [
    [...path, 'ttl'],
    [...zonePath, 'ttl'],
    ['dns', 'resolve_cache_ttl'],
  ].find((one) => report.isSet(one));
  const detectSec = domainBound(domain).detectMs / 1000;
  if (at === undefined || domain.ttl <= Math.max(1, detectSec)) return;
  const found = `${domain.ttl} with a failure of ${domain.name} seen within ${seconds(detectSec)}`;
  const hint = 'resolvers hold a dead address longer than it takes to see that it is dead';
  report.warn(at, found, `at most ${Math.max(1, Math.floor(detectSec))}`, hint);
};
