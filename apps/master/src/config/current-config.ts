import { createHmac, randomBytes } from 'node:crypto';
import { type DomainConfig, type MasterConfig } from './master-config.js';
import { canonicalName } from './names.js';

/** What a room does once a config that it made ready for is in force, or is not put in force after all. */
export interface Prepared {
  done(): void;
  undone(): Promise<void> | void;
}

export type Preparer = (next: MasterConfig) => Promise<Prepared>;
export type ConfigListener = (value: MasterConfig, previous: MasterConfig) => void;

/** The config in force. Whoever keeps more than one look of it listens for the next one. */
export class CurrentConfig {
  /** Lives as long as the process: the same tasks have the same version, and none tells anything about tokens. */
  private readonly key = randomBytes(32);
  private readonly preparers = new Set<Preparer>();
  private readonly listeners = new Set<ConfigListener>();
  private readonly settleListeners = new Set<() => void>();
  /** The config that may come back, as the one in force is only tried: what is known of what it names is kept. */
  mayReturn: MasterConfig | null = null;
  private current: { value: MasterConfig; version: string };

  constructor(value: MasterConfig) {
    this.current = { value, version: this.versionOf(value) };
  }

  get value(): MasterConfig {
    return this.current.value;
  }

  /** Names this config's tasks: agents that hold another version ask for theirs anew. */
  get version(): string {
    return this.current.version;
  }

  /** Names compare without regard to case, with or without the final dot. */
  domain(name: string): DomainConfig | undefined {
    const { domains } = this.value;
    return domains.get(name) ?? domains.get(canonicalName(name));
  }

  /** Calls `preparer` before another config is put in force; what it rejects with keeps the old one. */
  beforeChange(preparer: Preparer): void {
    this.preparers.add(preparer);
  }

  /** Calls `listener` as soon as another config is in force. It must not throw. */
  onChange(listener: ConfigListener): void {
    this.listeners.add(listener);
  }

  /** Calls `listener` when it is clear that the config in force stays. */
  onSettle(listener: () => void): void {
    this.settleListeners.add(listener);
  }

  /** No other config may come back. */
  settle(): void {
    this.mayReturn = null;
    for (const listener of this.settleListeners) listener();
  }

  /** Puts another config in force at once, when every room is ready for it; rejects when one is not, and the old one stays. */
  async replace(next: MasterConfig): Promise<void> {
    const ready: Prepared[] = [];
    try {
      for (const prepare of this.preparers) ready.push(await prepare(next));
    } catch (error) {
      for (const one of ready.reverse()) await one.undone();
      throw error;
    }
    const previous = this.value;
    this.current = { value: next, version: this.versionOf(next) };
    for (const listener of this.listeners) listener(next, previous);
    for (const one of ready) one.done();
  }

  private versionOf({ agents, domains }: MasterConfig): string {
    const hash = createHmac('sha256', this.key).update(JSON.stringify(agents));
    for (const domain of domains.values()) hash.update(taskText(domain));
    return hash.digest('hex').slice(0, 16);
  }
}

/** All of a domain that a task may hang on. */
function taskText(domain: DomainConfig): string {
  const { fallback: _fallback, ttl: _ttl, fallbackTtl: _fallbackTtl, rtoMs: _rtoMs, zone: _zone, ...rest } = domain;
  return `${JSON.stringify(rest)}\n`;
}
