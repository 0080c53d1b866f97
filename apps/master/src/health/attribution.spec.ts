import { describe, expect, it } from 'vitest';
import { TokenHolder } from '../api/caller.js';
import { Attribution } from './attribution.js';
import { aDomainConfig, aHub, aReport, aTarget, someRules } from './health.fixture.js';
import { Overrides } from './overrides.js';

const TOKEN = new TokenHolder('secret_token');
const IPS = ['192.0.2.10', '192.0.2.11', '192.0.2.12', '192.0.2.13'];

function watched() {
  const hub = aHub([aDomainConfig({ rules: someRules({ policy: 'all' }), targets: IPS.map((ip) => aTarget({ ip })) })]);
  const overrides = new Overrides(hub.config, hub.states, hub.agents, hub.clock);
  const attribution = new Attribution(hub.config, hub.states, overrides, hub.clock);
  const says = (agent: string, result: 'ok' | 'fail', ips = IPS) => {
    for (const ip of ips) hub.reports.accept(aReport({ agent, ip, result }), TOKEN);
  };
  const [domain] = hub.config.value.domains.values();
  const decision = () => hub.decisions.decideNow(domain!);
  return { ...hub, attribution, says, decision };
}

describe('Attribution', () => {
  it('sets the votes of an agent that disputes most targets aside after two rounds, names it, and takes it back after three clean ones', async () => {
    const { attribution, says, decision } = watched();
    for (const agent of ['fra', 'ams']) says(agent, 'ok');
    says('lon', 'fail');
    await attribution.round();
    expect([decision().addresses, attribution.isSuspect('lon')]).toEqual([['192.0.2.254'], false]);
    await attribution.round();
    expect([decision().addresses, attribution.isSuspect('lon')]).toEqual([IPS, true]);
    expect(decision().targets[0]?.votes.find(({ agent }) => agent === 'lon')?.aside).toBe(
      'suspect vantage, calls 4 of the 4 targets down that most others call up',
    );
    says('lon', 'ok');
    await attribution.round();
    await attribution.round();
    expect(attribution.isSuspect('lon')).toBe(true);
    await attribution.round();
    expect(attribution.isSuspect('lon')).toBe(false);
    expect(decision().targets[0]?.tally.electorate).toBe(3);
  });

  it('does not doubt who disputes two targets, or whom only one other contradicts', async () => {
    const { attribution, says } = watched();
    says('fra', 'ok');
    says('lon', 'fail');
    for (let round = 0; round < 3; round++) await attribution.round();
    expect(attribution.isSuspect('lon')).toBe(false);
    says('ams', 'ok');
    says('lon', 'ok', IPS.slice(2));
    for (let round = 0; round < 3; round++) await attribution.round();
    expect(attribution.isSuspect('lon')).toBe(false);
    expect(attribution.comparisonOf('lon')).toEqual({ comparable: 4, disputed: 2 });
  });
});
