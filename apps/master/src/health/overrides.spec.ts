import { describe, expect, it } from 'vitest';
import { TokenHolder } from '../api/caller.js';
import { aDomainConfig, aHub, aReport, someRules } from './health.fixture.js';
import { Overrides, type OverrideRecord } from './overrides.js';

const TOKEN = new TokenHolder('secret_token');
const [A, B] = ['192.0.2.10', '192.0.2.11'];

function watched(rules: Parameters<typeof someRules>[0] = {}) {
  const hub = aHub([aDomainConfig({ rules: someRules(rules) })]);
  const overrides = new Overrides(hub.config, hub.states, hub.agents, hub.clock);
  const [domain] = hub.config.value.domains.values();
  const heard: string[] = [];
  overrides.onChange((key, record) => heard.push(`${key} ${record?.kind ?? 'over'}`));
  const report = (agent: string, ip: string, result: 'ok' | 'fail') => hub.reports.accept(aReport({ agent, ip, result }), TOKEN);
  const put = (change: Partial<OverrideRecord>, seconds: number | null = 60) =>
    overrides.put({
      scope: { domain: 'webmail.failover', ip: A },
      kind: 'maintenance',
      who: 'ann',
      why: 'new disk',
      since: hub.clock.wall(),
      until: seconds === null ? null : new Date(hub.clock.wall().getTime() + seconds * 1000),
      ...change,
    });
  const answer = () => hub.decisions.decideNow(domain!).addresses.join(' ');
  for (const ip of [A, B]) report('fra', ip, 'ok');
  return { ...hub, overrides, put, answer, heard, report };
}

describe('Overrides', () => {
  it('takes an address out until its time is over, and says so', () => {
    const { put, answer, clock, overrides, heard } = watched();
    put({});
    expect(answer()).toBe(B);
    clock.at += 59_999;
    expect(overrides.all()).toHaveLength(1);
    clock.at += 1;
    expect(overrides.all()).toEqual([]);
    expect(heard).toEqual([`domain/webmail.failover/${A} maintenance`, `domain/webmail.failover/${A} over`]);
  });

  it('ends in the decision as well, without anybody looking', () => {
    const { put, answer, clock, report } = watched();
    put({});
    clock.at += 30_000;
    report('fra', A, 'ok');
    report('fra', B, 'ok');
    clock.at += 30_000;
    expect(answer()).toBe(`${A} ${B}`);
  });

  it('puts one override in place of another of the same scope, and takes it back', () => {
    const { put, answer, overrides } = watched();
    put({});
    put({ kind: 'drain' });
    expect(overrides.all().map(({ kind }) => kind)).toEqual(['drain']);
    expect(answer()).toBe(B);
    expect(overrides.release({ domain: 'webmail.failover', ip: A })).toBe(true);
    expect(overrides.release({ domain: 'webmail.failover', ip: A })).toBe(false);
    expect(answer()).toBe(`${A} ${B}`);
  });

  it('sets the votes of an agent aside, and those of every agent with a tag, also of one that comes later', () => {
    const { put, answer, report, agents, overrides } = watched({ policy: 'all' });
    report('ams', A, 'fail');
    expect(answer()).toBe(B);
    put({ scope: { agent: 'ams' } });
    expect(answer()).toBe(`${A} ${B}`);
    overrides.release({ agent: 'ams' });
    expect(answer()).toBe(B);
    put({ scope: { tag: 'nl' } });
    expect(answer()).toBe(B);
    agents.polled('ams', ['nl']);
    expect(answer()).toBe(`${A} ${B}`);
  });

  it('does not set the only voter aside', () => {
    const { put, answer } = watched();
    put({ scope: { agent: 'fra' } });
    expect(answer()).toBe(`${A} ${B}`);
  });

  it('takes none whose time is over', () => {
    const { put, answer, overrides } = watched();
    put({}, -1);
    expect([answer(), overrides.all()]).toEqual([`${A} ${B}`, []]);
  });
});
