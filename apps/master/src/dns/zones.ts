import { type AnswerSpec, type ZoneSpec } from '@failover-dns/dns';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { zoneSpec } from '../config/zone-spec.js';
import { type Standing } from '../health/standing.js';

/** RFC 8914 §4.1: there is no code of its own for "answered with the fallback". */
const EDE_OTHER = 0;

/** What the engine serves for this config while the domains stand as given. `serial` is the SOA's. */
export const zonesOf = (config: MasterConfig, standingOf: (domain: DomainConfig) => Standing, serial: number): ZoneSpec[] =>
  config.zones.map((zone) => zoneSpec(zone, (domain) => answerOf(standingOf(domain)), serial));

const SOURCE_WORD: Record<Exclude<Standing['source'], 'targets'>, string> = {
  fallback: 'fallback',
  all_targets: 'every target answered',
  last_good: 'last good answered',
  nodata: 'no address',
  servfail: 'no answer',
};

export function answerOf({ addresses, weights, ttl, source, verdicts, inForce, maxAnswers }: Standing): AnswerSpec {
  const answer: AnswerSpec = { addresses, ttl, ...(weights !== null && { weights }), ...(maxAnswers !== null && { maxAnswers }) };
  if (source === 'targets') return answer;
  const ede = { code: EDE_OTHER, text: `${inForce} of ${verdicts.length} targets up; ${SOURCE_WORD[source]}` };
  return { ...answer, ede, ...(source === 'servfail' && { servfail: true }) };
}
