import { type Items, ListField, rules, SecondsField, SecretField, SectionField, TtlField } from '@failover-dns/config';
import { MonitorSection } from './monitor.section.js';
import { DefaultServerSection, ServerSection } from './server.section.js';

export class AgentSection {
  @SecondsField({ description: 'Seconds from one check of a target to the next.', min: 0.1 })
  interval_sec = 30;

  @SecondsField({ description: 'Seconds after which a check has failed.', min: 0.01 })
  timeout_sec = 5;

  @SecondsField({
    description: 'Seconds to the next check after a result that differs from the last, until `rise` or `fall` is settled.',
    min: 0.1,
    default: '`interval_sec`',
  })
  fast_interval_sec?: number;

  @SecretField({ description: 'Agents that send it as `X-API-Key` check and report; any agent may when it is not set.' })
  token?: string;
}

/** A name whose answer follows health. */
export class DomainSection {
  @TtlField({ description: 'TTL of the answer, in seconds.', default: "the zone's `ttl`" })
  ttl?: number;

  @TtlField({ description: 'TTL of the fallback, in seconds.', default: "the zone's `fallback_ttl`, else `ttl`" })
  fallback_ttl?: number;

  @ListField(rules.address, {
    description: 'Addresses to answer when no target is up.',
    single: true,
    min: 1,
    default: 'required unless `server.all_down` and `server.panic` name another answer',
  })
  fallback?: Items<string>;

  @SectionField(() => ServerSection, { description: 'How reports become the answer.' })
  server = new ServerSection();

  @SectionField(() => MonitorSection, { description: 'What is checked, and how.' })
  monitor = new MonitorSection();

  @SectionField(() => AgentSection, { description: 'How often, and by whom.' })
  agent = new AgentSection();
}

/** What `defaults:` may set for all domains, and what is said once for all of them together. */
export class DefaultsSection extends DomainSection {
  @SectionField(() => DefaultServerSection, { description: 'How reports become the answer.' })
  declare server: DefaultServerSection;
}
