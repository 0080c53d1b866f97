import { type AnswerSpec, type ZoneSpec } from '@failover-dns/dns';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { type Standing } from '../health/standing.js';

/** RFC 8914 §4.1: there is no code of its own for "answered with the fallback". */
const EDE_OTHER = 0;

/** What the engine serves for this config while the domains stand as given. `serial` is the SOA's. */
export function zonesOf(config: MasterConfig, standingOf: (domain: DomainConfig) => Standing, serial: number): ZoneSpec[] {
  return config.zones.map((zone) => ({
    name: zone.name,
    // Of the SOA and NS records. The SOA's own TTL must not cut negative answers shorter than was asked (RFC 2308 §5).
    ttl: Math.max(zone.ttl, zone.negativeTtl),
    negativeTtl: zone.negativeTtl,
    // Nothing transfers these zones, so the timers are only for show: RFC 1912 §2.2 gives the usual ones.
    soa: { ...zone.soa, serial, refresh: 3600, retry: 600, expire: 1_209_600 },
    ns: zone.ns,
    records: zone.records,
    domains: zone.domains.map((domain) => ({
      name: domain.name,
      candidates: [...new Set([...domain.targets.map((target) => target.ip), ...domain.fallback])],
      answer: answerOf(standingOf(domain)),
    })),
  }));
}

export function answerOf({ addresses, ttl, source, verdicts }: Standing): AnswerSpec {
  if (source === 'targets') return { addresses, ttl };
  const up = verdicts.filter((verdict) => verdict === 'up').length;
  return { addresses, ttl, ede: { code: EDE_OTHER, text: `${up} of ${verdicts.length} targets up; fallback` } };
}
