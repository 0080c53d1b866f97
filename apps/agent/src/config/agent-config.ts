import {
  IntegerField,
  ListField,
  rules,
  SecondsField,
  SectionField,
  SectionListField,
  SectionMapField,
  TextField,
} from '@failover-dns/config';
import { LogSection } from '@failover-dns/daemon';
import { anchorRule } from './anchor.js';
import { CommandSection, HealthSection, ServerConfig } from './sections.js';

/** The whole of `agent_config.yaml`, checked. The names are the file's. */
export class AgentConfig {
  @TextField({ description: 'The name of this agent; masters tell agents apart by it.', required: true })
  agent_id: string;

  @SectionListField(() => ServerConfig, { description: 'The masters to work for.', required: true, min: 1 })
  servers: ServerConfig[];

  @SecondsField({ description: 'How often each master is asked for its tasks, ± 20 %.', min: 0.1, max: 3600 })
  tasks_interval_sec = 10;

  @IntegerField({ description: 'Checks that may run at the same time.', min: 1, max: 10_000 })
  max_concurrent = 256;

  @ListField(rules.network, { description: 'Networks that may be probed whatever is denied.', single: true })
  allow_networks: string[] = [];

  @ListField(rules.network, {
    description: 'Networks that may not be probed, besides loopback, link-local, cloud metadata, multicast and unspecified.',
    single: true,
  })
  deny_networks: string[] = [];

  @SectionMapField(() => CommandSection, { description: 'The commands that `exec` checks may run, by name.' })
  allow_commands = new Map<string, CommandSection>();

  @ListField(anchorRule, {
    description:
      'Addresses that answer whenever this host has a network, its gateway say: while none does, nothing is called down.',
    single: true,
    max: 16,
  })
  anchors: string[] = [];

  @SectionField(() => HealthSection, { description: 'The agent’s own health and metrics.' })
  health: HealthSection = new HealthSection();

  @SectionField(() => LogSection, { description: 'What is logged, and how.' })
  log: LogSection = new LogSection();
}
