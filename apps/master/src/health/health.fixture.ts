import { POLICY_CLASSES } from '@failover-dns/policies';
import { CurrentConfig } from '../config/current-config.js';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { Clock } from './clock.js';
import { DecisionTable } from './decision-table.js';
import { type IncomingReport } from './report.js';
import { ReportStore } from './report-store.js';

/** A clock that stands still until told. */
export class StoppedClock extends Clock {
  at = 1_000_000;

  override now(): number {
    return this.at;
  }
  override wall(): Date {
    return new Date(Date.UTC(2026, 0, 2) + this.at);
  }
}

export function aDomainConfig(change: Partial<DomainConfig> = {}): DomainConfig {
  return {
    name: 'webmail.failover',
    zone: 'failover',
    ttl: 5,
    fallbackTtl: 30,
    fallback: ['192.0.2.254'],
    rules: { policy: 'any', timeoutMs: 60_000, rise: 1, fall: 1, window: 1 },
    targets: [
      { ip: '192.0.2.10', port: 443, priority: 0 },
      { ip: '192.0.2.11', port: 443, priority: 0 },
    ],
    check: { type: 'tcp' },
    tags: ['test'],
    agent: { intervalSec: 30, timeoutSec: 5, token: 'secret_token' },
    ...change,
  };
}

export function aMasterConfig(domains: DomainConfig[] = [aDomainConfig()]): MasterConfig {
  const soa = { mname: 'ns1.failover', rname: 'hostmaster.failover' };
  return {
    file: 'config.yaml',
    dns: { listen: [], workers: 1, maxUdpSize: 1232, tcp: { maxConnections: 10, idleSec: 10 } },
    api: { address: '127.0.0.1', port: 0 },
    log: { level: 'info', format: 'text' },
    zones: [{ name: 'failover', ttl: 5, negativeTtl: 30, ns: [soa.mname], soa, records: [], domains }],
    domains: new Map(domains.map((domain) => [domain.name, domain])),
  };
}

/** The hub on a clock that stands still. */
export function aHub(domains?: DomainConfig[]) {
  const clock = new StoppedClock();
  const config = new CurrentConfig(aMasterConfig(domains));
  const reports = new ReportStore(config, clock);
  const decisions = new DecisionTable(
    Object.values(POLICY_CLASSES).map((Policy) => new Policy()),
    config,
    reports,
    clock,
  );
  decisions.onModuleInit();
  return { clock, config, reports, decisions };
}

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
