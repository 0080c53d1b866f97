import { createHmac, randomBytes } from 'node:crypto';
import { type DomainConfig, type MasterConfig } from './master-config.js';
import { canonicalName } from './names.js';

/** The config in force. */
export class CurrentConfig {
  /** Names this config's tasks: agents that hold another version ask for theirs anew. Tells nothing about tokens, as its key is new with each start. */
  readonly version: string;

  constructor(readonly value: MasterConfig) {
    this.version = createHmac('sha256', randomBytes(16))
      .update(JSON.stringify([...value.domains]))
      .digest('hex')
      .slice(0, 16);
  }

  /** Names compare without regard to case, with or without the final dot. */
  domain(name: string): DomainConfig | undefined {
    const { domains } = this.value;
    return domains.get(name) ?? domains.get(canonicalName(name));
  }
}
