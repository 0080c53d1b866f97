import { expect, it } from 'vitest';
import { type Answer } from './answer.js';
import { compare } from './compare.js';

const [A, B, C] = ['192.0.2.10', '192.0.2.11', '192.0.2.12'];
const SIX = '2001:db8::10';

const dns = (addresses: string[], over: Partial<Answer> = {}): Answer => ({
  status: 'NOERROR',
  authoritative: true,
  truncated: false,
  addresses,
  ttl: addresses.length > 0 ? 5 : null,
  notes: [],
  ...over,
});
const decided = (addresses: string[], over: object = {}) => ({
  addresses,
  source: 'targets' as const,
  ttl: 5,
  weights: null,
  max_answers: null,
  ...over,
});

it.each([
  ['the same', dns([A, B]), decided([B, A]), 'A'],
  ['the other family', dns([]), decided([A]), 'AAAA'],
  ['IPv6 in another spelling', dns([SIX]), decided(['2001:DB8:0:0::10', A]), 'AAAA'],
  ['one of several, drawn by weight', dns([B]), decided([A, B], { weights: [1, 3] }), 'A'],
  ['two of three', dns([B, C]), decided([A, B, C], { weights: [1, 1, 1], max_answers: 2 }), 'A'],
  ['through a cache', dns([A], { authoritative: false, ttl: 2 }), decided([A]), 'A'],
  ['nothing on purpose', dns([]), decided([], { source: 'nodata' }), 'A'],
  ['SERVFAIL on purpose', dns([], { status: 'SERVFAIL' }), decided([], { source: 'servfail' }), 'A'],
] as const)('agrees: %s', (_name, answer, decision, type) => expect(compare(answer, decision as never, type)).toEqual([]));

it.each([
  ['another address', dns([B]), decided([A]), [`DNS answers ${B}, which the decision does not`, `DNS does not answer ${A}`]],
  ['one too few', dns([A]), decided([A, B]), [`DNS does not answer ${B}`]],
  ['two for a draw of one', dns([A, B]), decided([A, B], { weights: [1, 1] }), ['DNS answers 2 addresses, the decision 1']],
  ['no such name', dns([], { status: 'NXDOMAIN' }), decided([A]), ['DNS says NXDOMAIN, the decision means NOERROR']],
  ['a TTL that is counted down', dns([A], { ttl: 4 }), decided([A]), ['DNS says TTL 4, the decision 5']],
  ['a cache with a longer TTL', dns([A], { ttl: 60, authoritative: false }), decided([A]), ['DNS says TTL 60, the decision 5']],
] as const)('differs: %s', (_name, answer, decision, faults) => expect(compare(answer, decision as never, 'A')).toEqual(faults));
