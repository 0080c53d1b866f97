import { type AnswerSpec, type ZoneSpec } from '@failover-dns/dns';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { zoneSpec } from '../config/zone-spec.js';
import { type Standing } from '../health/standing.js';

/** RFC 8914 §4.1: there is no code of its own for "answered with the fallback". */
const EDE_OTHER = 0;

/** What the engine serves for this config while the domains stand as given. `serial` is the SOA's. */
export const zonesOf = (config: MasterConfig, standingOf: (domain: DomainConfig) => Standing, serial: number): ZoneSpec[] =>
  config.zones.map((zone) => zoneSpec(zone, (domain) => answerOf(standingOf(domain)), serial));

export function answerOf({ addresses, ttl, source, verdicts }: Standing): AnswerSpec {
  if (source === 'targets') return { addresses, ttl };
  const up = verdicts.filter((verdict) => verdict === 'up').length;
  return { addresses, ttl, ede: { code: EDE_OTHER, text: `${up} of ${verdicts.length} targets up; fallback` } };
}
