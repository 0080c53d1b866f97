import {
  type Items,
  ListField,
  rules,
  SectionField,
  SectionListField,
  SectionMapField,
  TtlField,
  ValueField,
} from '@failover-dns/config';
import { hostName, mailbox, zoneName } from '../names.js';
import { DomainSection } from './domain.section.js';

export class SoaSection {
  @ValueField(hostName, { description: 'The primary name server (MNAME).', default: 'the first of `ns`' })
  mname?: string;

  @ValueField(mailbox, { description: 'Who is responsible for the zone (RNAME).', default: '`hostmaster.` and the zone' })
  rname?: string;
}

export class RecordSection {
  @ValueField(rules.text(), { description: 'Absolute, relative to the zone, `@`, or a wildcard.', required: true })
  name?: string;

  @ValueField(rules.pattern('a record type, such as TXT', /^[A-Za-z][A-Za-z0-9-]{0,31}$/), {
    description: 'The type, such as `TXT`, or `TYPE65280` (RFC 3597).',
    required: true,
  })
  type?: string;

  @ValueField(rules.text({ max: 65_535 }), {
    description:
      'The data, as in a zone file: a name without a dot is relative to the zone, `@` is the zone, any other is absolute.',
    required: true,
  })
  value?: string;

  @TtlField({ description: 'TTL in seconds.', default: "the zone's `ttl`" })
  ttl?: number;
}

export class ZoneSection {
  @ValueField(zoneName, { description: 'Name of the zone.', required: true })
  name?: string;

  @TtlField({ description: 'TTL of its records and domains that set none, in seconds.', default: '`dns.resolve_cache_ttl`' })
  ttl?: number;

  @TtlField({ description: 'TTL of the fallback of domains that set none, in seconds.', default: "the domain's `ttl`" })
  fallback_ttl?: number;

  @TtlField({ description: 'How long resolvers may remember that a name does not exist, in seconds.' })
  negative_ttl = 30;

  @ListField(hostName, {
    description: 'Name servers of the zone. With a dot a name is absolute, without one it is relative to the zone.',
    single: true,
    default: '`ns1.` and the zone',
  })
  ns: Items<string> = [];

  @SectionField(() => SoaSection, { description: 'The start-of-authority record.' })
  soa = new SoaSection();

  @SectionListField(() => RecordSection, { description: 'Static records.' })
  records: Items<RecordSection> = [];

  @SectionMapField(() => DomainSection, {
    description: 'Names whose answers follow health: absolute, relative, `@`, or wildcard.',
  })
  domains = new Map<string, DomainSection>();
}
