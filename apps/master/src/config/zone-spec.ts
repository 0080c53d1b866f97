import { type AnswerSpec, type ZoneSpec } from '@failover-dns/dns';
import { type DomainConfig, type ZoneConfig } from './master-config.js';

/** A zone as the engine is given it, be it to be checked or to be served. `serial` is the SOA's. */
export function zoneSpec(zone: ZoneConfig, answerOf: (domain: DomainConfig) => AnswerSpec, serial: number): ZoneSpec {
  return {
    ...zone,
    // Of the SOA and NS records. The SOA's own TTL must not cut negative answers shorter than was asked (RFC 2308 §5).
    ttl: Math.max(zone.ttl, zone.negativeTtl),
    // Nothing transfers these zones, so the timers are only for show: RFC 1912 §2.2 gives the usual ones.
    soa: { ...zone.soa, serial, refresh: 3600, retry: 600, expire: 1_209_600 },
    domains: zone.domains.map((domain) => ({
      name: domain.name,
      candidates: [...new Set([...domain.targets.map((target) => target.ip), ...domain.fallback])],
      answer: answerOf(domain),
    })),
  };
}
