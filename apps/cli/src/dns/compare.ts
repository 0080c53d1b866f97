import { type Schemas } from '../client/api.js';
import { type Answer, canonical } from './answer.js';

type Decision = Pick<Schemas['ExplanationDto'], 'addresses' | 'source' | 'ttl' | 'weights' | 'max_answers'>;

/** What the DNS says otherwise than the decision does, a sentence each; none: they agree. */
export function compare(dns: Answer, decision: Decision, type: 'A' | 'AAAA'): string[] {
  const wanted = decision.addresses
    .filter((address) => address.includes(':') === (type === 'AAAA'))
    .map(canonical)
    .sort();
  const status = decision.source === 'servfail' ? 'SERVFAIL' : 'NOERROR';
  if (dns.status !== status) return [`DNS says ${dns.status}, the decision means ${status}`];
  const most = decision.max_answers ?? (decision.weights === null ? Infinity : 1);
  return [...addressFaults(dns.addresses, wanted, most), ...ttlFaults(dns, decision.ttl)];
}

/** Some of the wanted when only so many are answered at once, else all of them. */
function addressFaults(found: readonly string[], wanted: readonly string[], most: number): string[] {
  const strange = found.filter((address) => !wanted.includes(address));
  const missing = wanted.filter((address) => !found.includes(address));
  const count = Math.min(most, wanted.length);
  return [
    ...(strange.length > 0 ? [`DNS answers ${strange.join(' ')}, which the decision does not`] : []),
    ...(count === wanted.length && missing.length > 0 ? [`DNS does not answer ${missing.join(' ')}`] : []),
    ...(count < wanted.length && found.length !== count ? [`DNS answers ${found.length} addresses, the decision ${count}`] : []),
  ];
}

/** A cache counts a TTL down; the master never does. */
function ttlFaults({ ttl, authoritative }: Answer, wanted: number): string[] {
  if (ttl === null || ttl === wanted || (!authoritative && ttl < wanted)) return [];
  return [`DNS says TTL ${ttl}, the decision ${wanted}`];
}
