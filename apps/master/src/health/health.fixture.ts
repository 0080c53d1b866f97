import { DEFAULT_RULES, POLICY_CLASSES } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { Agents } from './agents.js';
import { Clock } from './clock.js';
import { DecisionTable } from './decision-table.js';
import { DomainStates } from './domain-states.js';
import { PolicyTable } from './policy-table.js';
import { type IncomingReport } from './report.js';
import { ReportStore } from './report-store.js';

/** A clock that stands still until told. */
export class StoppedClock extends Clock {
  at = 1_000_000;
  /** How far the time of day was set, milliseconds. */
  set = 0;

  override now(): number {
    return this.at;
  }
  override wall(): Date {
    return new Date(Date.UTC(2026, 0, 2) + this.at + this.set);
  }
}

export const someRules = (change: Partial<DomainConfig['rules']> = {}): DomainConfig['rules'] => ({
  ...DEFAULT_RULES,
  ...change,
});

export const aTarget = (change: Partial<DomainConfig['targets'][number]> = {}): DomainConfig['targets'][number] => ({
  ip: '192.0.2.10',
  port: 443,
  priority: 0,
  weight: 1,
  disabled: false,
  checks: 1,
  ...change,
});

export function aDomainConfig(change: Partial<DomainConfig> = {}): DomainConfig {
  const { targets = [aTarget({ ip: '192.0.2.10' }), aTarget({ ip: '192.0.2.11' })], check = { type: 'tcp' } } = change;
  return {
    name: 'webmail.failover',
    zone: 'failover',
    rtoMs: null,
    ttl: 5,
    fallbackTtl: 30,
    fallback: ['192.0.2.254'],
    rules: someRules(),
    targets,
    check,
    checks: targets.map(({ port }) => [{ name: check.type, type: check.type, port }]),
    tags: ['test'],
    agent: { intervalSec: 30, timeoutSec: 5, fastIntervalSec: undefined, token: 'secret_token' },
    ...change,
  };
}

export function aMasterConfig(domains: DomainConfig[] = [aDomainConfig()]): MasterConfig {
  const soa = { mname: 'ns1.failover', rname: 'hostmaster.failover' };
  return {
    file: 'config.yaml',
    dns: { listen: [], workers: 1, maxUdpSize: 1232, tcp: { maxConnections: 10, idleSec: 10 } },
    api: {
      address: '127.0.0.1',
      port: 0,
      adminToken: undefined,
      viewerToken: undefined,
      tls: null,
      corsOrigins: [],
      rateLimit: { perSec: 100, burst: 1000, failuresPerMinute: 60 },
      trustedProxies: [],
    },
    agents: [],
    storage: { path: ':memory:', keepDays: 30 },
    brake: null,
    webhooks: [],
    log: { level: 'info', format: 'text' },
    zones: [{ name: 'failover', ttl: 5, negativeTtl: 30, ns: [soa.mname], soa, records: [], domains }],
    domains: new Map(domains.map((domain) => [domain.name, domain])),
  };
}

/** The hub on a clock that stands still. */
export function aHub(domains?: DomainConfig[], change: Partial<MasterConfig> = {}) {
  const clock = new StoppedClock();
  const config = new CurrentConfig({ ...aMasterConfig(domains), ...change });
  const policies = new PolicyTable(Object.values(POLICY_CLASSES).map((Policy) => new Policy()));
  const states = new DomainStates(policies, clock);
  const agents = new Agents(config, clock);
  const reports = new ReportStore(config, states, agents, clock);
  const decisions = new DecisionTable(policies, config, states, reports, clock);
  decisions.onModuleInit();
  return { clock, config, policies, states, agents, reports, decisions };
}

export const BRAKE = { percent: 50, windowMs: 60_000, maxMs: 600_000 };

export const aReport = (change: Partial<IncomingReport> = {}): IncomingReport => ({
  agent: 'fra',
  domain: 'webmail.failover',
  ip: '192.0.2.10',
  port: 443,
  result: 'ok',
  latencyMs: 1,
  reason: null,
  ageMs: 0,
  timestamp: '2026-01-02T03:04:05Z',
  ...change,
});
