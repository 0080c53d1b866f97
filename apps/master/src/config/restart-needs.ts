import { isDeepStrictEqual } from 'node:util';
import { ConfigRefusal } from './config-refusal.js';
import { type MasterConfig } from './master-config.js';

type Look = (config: MasterConfig) => unknown;

/** Settings that are taken at the start alone, by their keys in the file. */
const AT_START: Readonly<Record<string, Look>> = {
  'dns.workers': ({ dns }) => dns.workers,
  'dns.max_udp_size': ({ dns }) => dns.maxUdpSize,
  'dns.nsid': ({ dns }) => dns.nsid,
  'dns.cookie_secret': ({ dns }) => dns.cookieSecrets,
  'dns.rate_limit': ({ dns }) => dns.rateLimit,
  'dns.tcp': ({ dns }) => dns.tcp,
  'storage.path': ({ storage }) => storage.path,
};

/** Throws ConfigRefusal for what would be in force by name alone: the API cannot move to another address while it runs. */
export function mustKeepListening({ api }: MasterConfig, started: MasterConfig): void {
  if (api.address === started.api.address && api.port === started.api.port) return;
  const wanted = `${api.address} port ${api.port}`;
  const now = `${started.api.address} port ${started.api.port}`;
  throw new ConfigRefusal(
    `api.listen_ip, api.listen_port: the API listens on ${now}, and can move to ${wanted} with a restart alone`,
  );
}

/** The keys whose change waits for a restart, as `started` is what the program was started with. */
export const waitingForRestart = (next: MasterConfig, started: MasterConfig): string[] =>
  Object.entries(AT_START)
    .filter(([, look]) => !isDeepStrictEqual(look(next), look(started)))
    .map(([key]) => key);
