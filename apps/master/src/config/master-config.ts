import { type CheckType } from '@failover-dns/contracts';
import { type RateLimitOptions, type RecordSpec } from '@failover-dns/dns';
import { type Domain } from '@failover-dns/policies';
import { type ClientAuth } from './sections/api.section.js';
import { type WebhookEvent, type WebhookFormat } from './sections/webhook.section.js';

/** The config as the program uses it: checked, merged, immutable. Built by `readMasterConfig` alone. */
export interface MasterConfig {
  /** The file it was read from. */
  file: string;
  dns: {
    listen: readonly { address: string; port: number }[];
    workers: number;
    maxUdpSize: number;
    tcp: { maxConnections: number; idleSec: number };
    /** Empty: none is sent. */
    nsid?: string;
    /** 32 hexadecimal digits each; the current one first. Empty: no cookies. */
    cookieSecrets?: readonly string[];
    /** Missing: no limit. */
    rateLimit?: RateLimitOptions;
  };
  api: {
    address: string;
    port: number;
    adminToken: string | undefined;
    viewerToken: string | undefined;
    /** null: plain HTTP. */
    tls: ApiTls | null;
    /** Web pages that may call the API; `*`: any. */
    corsOrigins: readonly string[];
    rateLimit: { perSec: number; burst: number; failuresPerMinute: number };
    /** Networks whose `X-Forwarded-For` is believed. */
    trustedProxies: readonly string[];
  };
  /** Named agents; empty: any agent may report, as the domains' tokens say. */
  agents: readonly AgentConfig[];
  storage: {
    /** An SQLite file, or `:memory:`. */
    path: string;
    keepDays: number;
    /** Pairs of target and agent whose latencies are kept; 0 or missing: none. */
    latencies?: number;
  };
  /** Freezes verdicts when more than this share of all targets in service is about to leave service within the window; null: off. */
  brake: { percent: number; windowMs: number; maxMs: number } | null;
  webhooks: readonly WebhookConfig[];
  log: { level: 'debug' | 'info' | 'warn' | 'error'; format: 'text' | 'json' };
  zones: readonly ZoneConfig[];
  /** Every domain of every zone, by its lower-case absolute name without the final dot. */
  domains: ReadonlyMap<string, DomainConfig>;
}

/** PEM each; the pair fits. */
export interface ApiTls {
  cert: string;
  key: string;
  clientCa: string | undefined;
  /** Anything but `off` comes with `clientCa`. */
  clientAuth: ClientAuth;
  /** From when until when `cert` is valid, in milliseconds since 1970. */
  notBefore: number;
  notAfter: number;
  /** The file of `cert`; undefined: it stands in the config. */
  certFile: string | undefined;
}

export interface AgentConfig {
  id: string;
  /** SHA-256 of each token that speaks for it, 64 hexadecimal digits. */
  tokenHashes: readonly string[];
  tags: readonly string[];
  /** A name in the certificate that it must show; undefined: any will do. */
  certificate?: string | undefined;
}

export interface WebhookConfig {
  /** Of its own. */
  name: string;
  /** A secret, as many services put theirs into it. */
  url: string;
  format: WebhookFormat;
  /** undefined: requests are not signed. */
  secret: string | undefined;
  events: readonly WebhookEvent[];
  /** Empty: all, and what is about none. */
  domains: readonly string[];
  /** By their names in lower case; secrets. */
  headers: Readonly<Record<string, string>>;
  timeoutMs: number;
  /** PEM; undefined: the usual authorities. */
  ca: string | undefined;
}

export interface ZoneConfig {
  /** Lower case, without the final dot. */
  name: string;
  ttl: number;
  negativeTtl: number;
  ns: readonly string[];
  soa: { mname: string; rname: string };
  /** Static records, with absolute names. */
  records: readonly RecordSpec[];
  domains: readonly DomainConfig[];
}

export interface TargetCheck {
  /** Of its own among the target's. */
  name: string;
  type: CheckType;
  /** null for checks without a port (icmp). */
  port: number | null;
  /** What it is told (docs/probes.md); what is left out has its default. */
  params?: Readonly<Record<string, unknown>>;
}

export interface DomainConfig extends Domain {
  zone: string;
  /** The failover time that is wanted at most; null: none is. */
  rtoMs: number | null;
  /** The first check of its targets. */
  check: { type: CheckType };
  /** For each target, in their order: its checks. The first one's port is the target's. */
  checks: readonly (readonly TargetCheck[])[];
  /** An agent is given this domain when it shares a tag, or when this is empty. */
  tags: readonly string[];
  agent: {
    intervalSec: number;
    timeoutSec: number;
    /** Seconds to the next check after a result that differs from the last; undefined: the interval. */
    fastIntervalSec: number | undefined;
    /** undefined: any agent may report. */
    token: string | undefined;
  };
}
