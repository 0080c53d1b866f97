import {
  IntegerField,
  ListField,
  rules,
  SecondsField,
  SecretField,
  SectionField,
  SectionListField,
  TextField,
  ValueField,
} from '@failover-dns/config';
import { LogSection } from '@failover-dns/daemon';
import { serverUrl } from './server-url.js';

export class ServerConfig {
  @TextField({ description: 'What this master is called in logs.', required: true })
  name: string;

  @ValueField(serverUrl, { description: 'Where its API is, without `/api/v1`.', required: true })
  url: string;

  @SecretField({ description: 'Sent as `X-API-Key`. Without one, only domains that ask for none are listed.' })
  token?: string;

  @ListField(rules.tags, { description: 'Tasks with one of these tags are asked for.', single: true })
  tags: string[] = [];
}

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

  @SectionField(() => LogSection, { description: 'What is logged, and how.' })
  log: LogSection = new LogSection();
}
