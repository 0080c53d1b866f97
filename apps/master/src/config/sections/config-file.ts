import { type Items, ListField, rules, SectionField, SectionListField } from '@failover-dns/config';
import { LogSection } from '@failover-dns/daemon';
import { ApiSection } from './api.section.js';
import { DnsSection } from './dns.section.js';
import { DefaultsSection } from './domain.section.js';
import { NamedAgentSection } from './named-agent.section.js';
import { StorageSection } from './storage.section.js';
import { WebhookSection } from './webhook.section.js';
import { ZoneSection } from './zone.section.js';

/** The master's config file as it is written; `MasterConfig` is what the program makes of it. */
export class ConfigFile {
  @ListField(rules.pattern('a file, or a pattern such as zones.d/*.yaml', /^.{1,4096}$/), {
    description:
      'Other files, relative to this one; `zones`, `agents` and `webhooks` go on in them, any other section stands in one file.',
    single: true,
  })
  include: Items<string> = [];

  @SectionField(() => DefaultsSection, { description: 'Lies under every domain: what a domain does not say, this says.' })
  defaults?: DefaultsSection;

  @SectionField(() => DnsSection, { description: 'Where and how DNS is answered.' })
  dns = new DnsSection();

  @SectionField(() => ApiSection, { description: 'Where agents and people reach the API.' })
  api = new ApiSection();

  @SectionListField(() => NamedAgentSection, {
    description: 'Agents by name, each with a token that speaks for it alone.',
  })
  agents: Items<NamedAgentSection> = [];

  @SectionField(() => StorageSection, { description: 'Where state and history outlive a restart.' })
  storage = new StorageSection();

  @SectionField(() => LogSection, { description: 'What is logged, and how.' })
  log = new LogSection();

  @SectionListField(() => WebhookSection, { description: 'Where events are sent to.' })
  webhooks: Items<WebhookSection> = [];

  @SectionListField(() => ZoneSection, { description: 'The zones that are served.', required: true, min: 1 })
  zones: Items<ZoneSection> = [];
}
