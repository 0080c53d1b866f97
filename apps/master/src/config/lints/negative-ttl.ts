import { type Lint, type WrittenZone } from './lint.js';

/** Resolvers that remember that there is no address for longer than they remember one. */
export const lintNegativeTtl: Lint<WrittenZone> = ({ zone, path }, report) => {
  const at = [...path, 'negative_ttl'];
  const { negativeTtl, domains } = zone;
  const isSaid = report.isSet(at);
  const about = isSaid ? domains : domains.filter(({ rules }) => rules.allDown === 'nodata');
  if (!isSaid && about.length === 0) return;
  const ttl = Math.min(...(about.length === 0 ? [zone.ttl] : about.map((domain) => domain.ttl)));
  if (negativeTtl <= ttl) return;
  const found = `${negativeTtl}${isSaid ? '' : ', the default,'} with a TTL of ${ttl}`;
  report.warn(at, found, `at most ${ttl}`, 'resolvers go on without an address after there is one again');
};
