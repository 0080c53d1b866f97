import { describe, expect, it } from 'vitest';
import { TokenHolder } from '../api/caller.js';
import { agentState, dutiesOf } from './agents-duties.js';
import { aDomainConfig, aHub, aReport, someRules } from './health.fixture.js';

const TOKEN = new TokenHolder('secret_token');

describe('agentState', () => {
  it.each([
    [null, 60_000, 300_000, 'unseen'],
    [0, 60_000, 300_000, 'active'],
    [59_999, 60_000, 300_000, 'active'],
    [60_000, 60_000, 300_000, 'suspect'],
    [299_999, 60_000, 300_000, 'suspect'],
    [300_000, 60_000, 300_000, 'lost'],
    [59_999, 60_000, 10_000, 'active'],
    [60_000, 60_000, 10_000, 'lost'],
  ])('silent for %s ms, timeout %s, grace %s: %s', (silentMs, timeoutMs, graceMs, expected) => {
    const now = 1_000_000;
    expect(agentState({ seenAt: silentMs === null ? null : now - silentMs }, { timeoutMs, graceMs }, now)).toBe(expected);
  });
});

it('dutiesOf takes the longest of the domains that an agent votes on, and of all for those without a vote', async () => {
  const domains = [
    aDomainConfig({ name: 'a.failover', rules: someRules({ timeoutMs: 10_000, agentGraceMs: 90_000 }) }),
    aDomainConfig({ name: 'b.failover', rules: someRules({ timeoutMs: 20_000, agentGraceMs: 80_000 }) }),
    aDomainConfig({ name: 'c.failover', rules: someRules({ timeoutMs: 30_000, agentGraceMs: 500_000 }) }),
  ];
  const hub = aHub(domains);
  const say = (agent: string, domain: string, ip: string) => hub.reports.accept(aReport({ agent, domain, ip }), TOKEN);
  say('fra', 'a.failover', '192.0.2.10');
  say('fra', 'a.failover', '192.0.2.11');
  say('fra', 'b.failover', '192.0.2.10');
  say('ams', 'a.failover', '192.0.2.10');
  const { others, byAgent } = await dutiesOf(domains, hub.states);
  expect(byAgent.get('fra')).toEqual({ timeoutMs: 20_000, graceMs: 90_000, targets: 3 });
  expect(byAgent.get('ams')).toEqual({ timeoutMs: 10_000, graceMs: 90_000, targets: 1 });
  expect([others, byAgent.size]).toEqual([{ timeoutMs: 30_000, graceMs: 500_000, targets: 0 }, 2]);
});
