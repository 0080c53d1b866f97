import { CHECK_TYPES, type CheckType } from '@failover-dns/contracts';
import {
  AddressField,
  BooleanField,
  ChoiceField,
  IntegerField,
  type Items,
  ListField,
  PortField,
  rules,
  SectionListField,
  ValueField,
} from '@failover-dns/config';
import { KnowsModeKeys, ModeKeys } from './mode-keys.js';

@KnowsModeKeys
export class TargetSection extends ModeKeys {
  @AddressField({ description: 'Address that is checked, and answered while it is up.', required: true })
  ip?: string;

  @PortField({
    description: 'Port that is checked; none with icmp and exec.',
    default: 'that of the mode: 80 with http, 443 with https and tls, 53 with dns',
  })
  port?: number;

  @IntegerField({
    description: 'With `select: priority` the highest number that is up is answered.',
    min: -1_000_000,
    max: 1_000_000,
  })
  priority = 0;

  @IntegerField({
    description: 'With `select: weighted` how often it is drawn, next to the others; 0: only when no other is up.',
    max: 1000,
  })
  weight = 1;

  @BooleanField({ description: 'Leaves it out of every answer; it is checked all the same.' })
  disabled = false;
}

@KnowsModeKeys
export class CheckSection extends ModeKeys {
  @ValueField(rules.pattern('letters, digits, hyphens and underscores, at most 63', /^[\w-]{1,63}$/), {
    description: "What the check is called in tasks and reports; each of a domain's checks is called otherwise.",
    default: '`mode`',
  })
  name?: string;

  @ChoiceField(CHECK_TYPES, { description: 'What the check does.', default: "the monitor's `mode`" })
  mode?: CheckType;

  @PortField({
    description: 'Port that is checked; none with icmp and exec.',
    default: "the target's `port`, else that of the mode",
  })
  port?: number;
}

@KnowsModeKeys
export class MonitorSection extends ModeKeys {
  @ChoiceField(CHECK_TYPES, { description: 'What a check does.' })
  mode: CheckType = 'tcp';

  @SectionListField(() => CheckSection, {
    description: 'Several checks of each target, in place of one: it is up while all of them pass.',
  })
  checks: Items<CheckSection> = [];

  @ListField(rules.tags, { description: 'Agents with one of these tags check it; all agents when there are none.', single: true })
  monitor_tag: Items<string> = [];

  @SectionListField(() => TargetSection, { description: 'Addresses that may be answered.' })
  targets: Items<TargetSection> = [];
}
