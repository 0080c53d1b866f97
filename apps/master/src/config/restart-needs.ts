import { isDeepStrictEqual } from 'node:util';
import { type MasterConfig } from './master-config.js';

type Dns = MasterConfig['dns'];

/** Settings that a DNS listener is opened with, and keeps, by their keys in the file. */
const OF_LISTENERS: Readonly<Record<string, (dns: Dns) => unknown>> = {
  'dns.workers': ({ workers }) => workers,
  'dns.max_udp_size': ({ maxUdpSize }) => maxUdpSize,
  'dns.nsid': ({ nsid }) => nsid,
  'dns.cookie_secret': ({ cookieSecrets }) => cookieSecrets,
  'dns.rate_limit': ({ rateLimit }) => rateLimit,
  'dns.tcp': ({ tcp }) => tcp,
};

/** What runs, and the settings that it was opened with: a listener that a reload opens has the newer ones. */
export class Running {
  private listeners = new Map<string, Dns>();
  private readonly storage: MasterConfig['storage'];

  constructor(started: MasterConfig) {
    this.storage = started.storage;
    this.follow(started);
  }

  /** Another config is in force: what it no longer listens on is closed, what is new was opened with it. */
  follow({ dns }: MasterConfig): void {
    const names = dns.listen.map(({ address, port }) => `${address} ${port}`);
    this.listeners = new Map(names.map((name) => [name, this.listeners.get(name) ?? dns]));
  }

  /** The keys whose change waits for a restart. */
  waitingFor({ dns, storage }: MasterConfig): string[] {
    const opened = [...this.listeners.values()];
    const keys = Object.entries(OF_LISTENERS).filter(([, look]) =>
      opened.some((one) => !isDeepStrictEqual(look(one), look(dns))),
    );
    return [...keys.map(([key]) => key), ...(storage.path === this.storage.path ? [] : ['storage.path'])];
  }
}
