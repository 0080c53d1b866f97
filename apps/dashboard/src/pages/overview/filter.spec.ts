import { expect, test } from 'vitest';
import type { Cause } from '../../api/types.js';
import { filterOf, matches, shownCauses } from './filter.js';
import { row } from './row.fixture.js';

const ROWS = [
  row({ domain: 'checkout.svc.example', state: 'fallback', reason: '192.0.2.44:443: refused', failing: ['192.0.2.44:443'] }),
  row({
    domain: 'mx.svc.example',
    state: 'degraded',
    failing: ['[2001:db8:0:1::7]:25'],
    targets: ['[2001:db8:0:1::7]:25', '198.51.100.1:25'],
  }),
  row({ domain: 'vpn.svc.example', state: 'degraded', reason: 'timeout', failing: ['192.0.2.11:443'] }),
  row({ domain: 'blog.example', zone: 'other', addresses: ['2001:db8::1'], tags: ['eu'] }),
];
const cause = (name: string, domains: string[]): Cause => ({
  kind: 'target',
  name,
  what: 'refused',
  state: 'fallback',
  since: '',
  targets: 1,
  domains,
});
const CAUSES = [cause('192.0.2.44:443', ['checkout.svc.example']), ...['b', 'c', 'd'].map((name) => cause(name, []))];

const found = (query: string, causes: readonly Cause[] = CAUSES) =>
  ROWS.filter(matches(filterOf(new URLSearchParams(query)), causes)).map(({ domain }) => domain.split('.')[0]);

test.each([
  ['', ['checkout', 'mx', 'vpn', 'blog']],
  ['state=fallback', ['checkout']],
  ['state=nonsense', ['checkout', 'mx', 'vpn', 'blog']],
  ['zone=other', ['blog']],
  ['q=REFUSED', ['checkout']],
  ['q=2001:db8:', ['mx', 'blog']],
  ['q=198.51.100.1', ['mx']],
  ['q=svc time', ['vpn']],
  ['q=eu', ['blog']],
  ['q=nothing', []],
  ['q=vpn&state=fallback', []],
  ['cause=target:192.0.2.44:443', ['checkout']],
  ['cause=target:192.0.2.11:443', ['vpn']],
  ['cause=prefix:192.0.2.0/24', ['checkout', 'vpn']],
  ['cause=prefix:2001:db8:0:1::/64', ['mx']],
  ['cause=agent:gone', []],
])('%s', (query, names) => expect(found(query)).toEqual(names));

test('other causes are those without a line of their own', () => {
  expect(shownCauses(CAUSES).others).toEqual([]);
  const many = [...CAUSES, cause('192.0.2.11:443', ['vpn.svc.example'])];
  expect(shownCauses(many).shown).toHaveLength(3);
  expect(found('cause=other', many)).toEqual(['mx', 'vpn']);
});
