import { type Report } from '../report.js';
import { lintCertificate } from './certificate.js';
import { lintElectorate } from './electorate.js';
import { lintFallback } from './fallback.js';
import { lintFastInterval } from './fast-interval.js';
import { lintInclude } from './include.js';
import { type Lint, type WrittenConfig, type WrittenDomain, type WrittenZone } from './lint.js';
import { lintNameServers } from './name-servers.js';
import { lintNegativeTtl } from './negative-ttl.js';
import { lintPorts } from './ports.js';
import { lintRto } from './rto.js';
import { lintSilence } from './silence.js';
import { lintTags } from './tags.js';
import { lintTargets } from './targets.js';
import { lintTier } from './tier.js';
import { lintTimeouts } from './timeouts.js';
import { lintTokens } from './tokens.js';
import { lintTtl } from './ttl.js';
import { lintWebhooks } from './webhooks.js';
import { lintWeights } from './weights.js';

/** Every lint there is, by what it looks at. */
const LINTS: { config: Lint<WrittenConfig>[]; zone: Lint<WrittenZone>[]; domain: Lint<WrittenDomain>[] } = {
  config: [lintInclude, lintTokens, lintCertificate, lintTags, lintWebhooks],
  zone: [lintNameServers, lintNegativeTtl],
  domain: [
    lintTimeouts,
    lintFastInterval,
    lintTargets,
    lintPorts,
    lintWeights,
    lintTier,
    lintFallback,
    lintElectorate,
    lintSilence,
    lintTtl,
    lintRto,
  ],
};

/** Runs them all over a config without faults, whose zones and domains are those of the file, in its order. */
export function lint(written: WrittenConfig, report: Report): void {
  const { sections, config } = written;
  for (const check of LINTS.config) check(written, report);
  const zones = new Map(config.zones.map((zone) => [zone.name, zone]));
  config.zones.forEach((zone, z) => {
    const section = sections.zones[z];
    if (section === undefined) return;
    const zonePath = ['zones', z];
    for (const check of LINTS.zone) check({ section, zone, zones, config, path: zonePath }, report);
    [...section.domains].forEach(([key, domainSection], d) => {
      const domain = zone.domains[d];
      if (domain === undefined) return;
      const written = { section: domainSection, domain, config, path: [...zonePath, 'domains', key], zonePath };
      for (const check of LINTS.domain) check(written, report);
    });
  });
}
