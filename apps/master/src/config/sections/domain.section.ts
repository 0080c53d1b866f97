import { CHECK_TYPES, type CheckType } from '@failover-dns/contracts';
import {
  AddressField,
  ChoiceField,
  IntegerField,
  type Items,
  ListField,
  PortField,
  rules,
  SecondsField,
  SecretField,
  SectionField,
  SectionListField,
  TtlField,
} from '@failover-dns/config';
import { POLICY_NAMES, type PolicyName } from '@failover-dns/policies';

const MOST_RESULTS = 100;

export class ServerSection {
  @ChoiceField(POLICY_NAMES, { description: 'How the votes of several agents make one verdict on a target.' })
  policy: PolicyName = 'any';

  @SecondsField({ description: 'A vote counts while its last report is younger than this many seconds.' })
  timeout_sec = 60;

  @IntegerField({ description: 'Successes in a row that bring a target back.', min: 1, max: MOST_RESULTS })
  rise = 1;

  @IntegerField({ description: 'Failures among the last `window` results that take a target down.', min: 1, max: MOST_RESULTS })
  fall = 1;

  @IntegerField({ description: 'Results that `fall` looks at.', min: 1, max: MOST_RESULTS, default: '`fall`' })
  window?: number;
}

export class TargetSection {
  @AddressField({ description: 'Address that is checked, and answered while it is up.', required: true })
  ip?: string;

  @PortField({ description: 'Port that is checked; none with icmp.', default: '80 with http, 443 with https' })
  port?: number;

  @IntegerField({
    description: 'Under the policy `priority` the highest number that is up is answered.',
    min: -1_000_000,
    max: 1_000_000,
  })
  priority = 0;
}

export class MonitorSection {
  @ChoiceField(CHECK_TYPES, { description: 'What a check does.' })
  mode: CheckType = 'tcp';

  @ListField(rules.tags, { description: 'Agents with one of these tags check it; all agents when there are none.', single: true })
  monitor_tag: Items<string> = [];

  @SectionListField(() => TargetSection, { description: 'Addresses that may be answered.' })
  targets: Items<TargetSection> = [];
}

export class AgentSection {
  @SecondsField({ description: 'Seconds from one check of a target to the next.', min: 0.1 })
  interval_sec = 30;

  @SecondsField({ description: 'Seconds after which a check has failed.', min: 0.01 })
  timeout_sec = 5;

  @SecretField({ description: 'Agents that send it as `X-API-Key` check and report; any agent may when it is not set.' })
  token?: string;
}

/** What `defaults:` may set for all domains. */
export class DomainDefaults {
  @TtlField({ description: 'TTL of the answer, in seconds.', default: "the zone's `ttl`" })
  ttl?: number;

  @TtlField({ description: 'TTL of the fallback, in seconds.', default: "the zone's `fallback_ttl`, else `ttl`" })
  fallback_ttl?: number;

  @ListField(rules.address, { description: 'Addresses to answer when no target is up.', single: true, min: 1 })
  fallback?: Items<string>;

  @SectionField(() => ServerSection, { description: 'How reports become the answer.' })
  server = new ServerSection();

  @SectionField(() => MonitorSection, { description: 'What is checked, and how.' })
  monitor = new MonitorSection();

  @SectionField(() => AgentSection, { description: 'How often, and by whom.' })
  agent = new AgentSection();
}

/** A name whose answer follows health. */
export class DomainSection extends DomainDefaults {
  @ListField(rules.address, { description: 'Addresses to answer when no target is up.', required: true, single: true, min: 1 })
  declare fallback: Items<string>;
}
