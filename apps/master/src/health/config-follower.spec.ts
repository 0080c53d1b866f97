import { describe, expect, it, vi } from 'vitest';
import { TokenHolder } from '../api/caller.js';
import { type DomainConfig, type MasterConfig } from '../config/master-config.js';
import { Attribution } from './attribution.js';
import { MassFailureBrake } from './brake.js';
import { ConfigFollower } from './config-follower.js';
import { FailoverTimes } from './failover-times.js';
import { aDomainConfig, aHub, aMasterConfig, aReport, aTarget, BRAKE, someRules } from './health.fixture.js';
import { handover } from './handover.js';
import { Overrides } from './overrides.js';

const TOKEN = new TokenHolder('secret_token');
const NAME = 'webmail.failover';
const [A, B, C] = ['192.0.2.10', '192.0.2.11', '192.0.2.12'] as [string, string, string];
const of = (...ips: string[]) => aDomainConfig({ targets: ips.map((ip) => aTarget({ ip })) });

function hub(first: MasterConfig = aMasterConfig([of(A, B)])) {
  const { agents: named, brake: rules } = first;
  const parts = aHub([...first.domains.values()], { agents: named, brake: rules });
  const { config, states, agents, clock, decisions, reports } = parts;
  const overrides = new Overrides(config, states, agents, clock);
  const attribution = new Attribution(config, states, overrides, clock);
  const brake = new MassFailureBrake(config, decisions, states, clock);
  const times = new FailoverTimes(config, reports, decisions, clock);
  brake.onModuleInit();
  times.onModuleInit();
  new ConfigFollower(config, agents, states, reports, decisions, overrides, attribution, brake, times).onModuleInit();
  const changes: string[] = [];
  decisions.onChange((decision, { verdicts }) =>
    changes.push(decision.targets.map(({ ip, verdict }, i) => `${ip.at(-1)} ${verdicts[i]}→${verdict}`).join(' ')),
  );
  const say = (ip: string, result: 'ok' | 'fail', agent = 'fra', domain = NAME) =>
    reports.accept(aReport({ ip, result, agent, domain }), TOKEN);
  const answer = (name = NAME) => decisions.inForce(config.domain(name)!).addresses.join(' ');
  const use = (...domains: Parameters<typeof aMasterConfig>[0] & object) => config.replace(aMasterConfig(domains));
  return { ...parts, overrides, brake, times, changes, say, answer, use };
}

describe('ConfigFollower', () => {
  it('takes in an agent of a tag that is out, a target and a domain at once', async () => {
    const named = (domain: DomainConfig, ...ids: string[]): MasterConfig => ({
      ...aMasterConfig([domain]),
      agents: ids.map((id) => ({ id, tokenHashes: [], tags: ['us'] })),
    });
    const { overrides, config, decisions, states, clock } = hub(named(of(A, B), 'nyc'));
    overrides.put({ scope: { tag: 'us' }, kind: 'maintenance', who: 'ann', why: 'moves', since: clock.wall(), until: null });
    await config.replace(named(of(C, A, B), 'nyc', 'lax'));
    const domain = config.domain(NAME)!;
    expect(decisions.decideNow(domain).targets).toHaveLength(3);
    expect(
      states
        .stateOf(domain)
        .aside.map(({ agent }) => agent)
        .sort(),
    ).toEqual(['lax', 'nyc']);
  });

  it('tells when nothing but the draw changes', async () => {
    const weighted = (...weights: number[]) =>
      aDomainConfig({
        targets: [A, B].map((ip, index) => aTarget({ ip, weight: weights[index] ?? 1 })),
        rules: { ...someRules(), select: 'weighted', maxAnswers: 1 },
      });
    const { say, use, changes } = hub(aMasterConfig([weighted(1, 1)]));
    say(A, 'ok');
    say(B, 'ok');
    changes.length = 0;
    await use(weighted(1, 0));
    expect(changes).toHaveLength(1);
    await use(weighted(1, 0));
    expect(changes).toHaveLength(1);
  });

  it('keeps votes, verdicts and last reports with their targets, wherever these stand', async () => {
    const { say, answer, use, reports, config, changes } = hub();
    say(A, 'ok');
    say(B, 'fail');
    changes.length = 0;
    await use(of(C, B, A));
    expect([answer(), changes]).toEqual([A, []]);
    expect(reports.lastReports(config.domain(NAME)!).map((row) => row.map(({ result }) => result))).toEqual([
      [],
      ['fail'],
      ['ok'],
    ]);
    say(C, 'ok');
    expect(changes).toEqual(['2 unknown→up 1 down→down 0 up→up']);
    await use(of(B, C));
    expect(answer()).toBe(C);
  });

  it('forgets what went, and does not bring it back', async () => {
    const { say, answer, use, states, config } = hub();
    say(A, 'ok');
    await use(of(B));
    await use(of(A, B));
    expect([answer(), states.stateOf(config.domain(NAME)!).votes]).toEqual(['192.0.2.254', [[], []]]);
    say(A, 'ok');
    await use();
    await use(of(A, B));
    expect(answer()).toBe('192.0.2.254');
  });

  it('keeps what a trial leaves out until it is settled which config stays: domains, targets, agents’ votes', async () => {
    const named = (...ids: string[]) => ids.map((id) => ({ id, tokenHashes: [], tags: ['test'] }));
    const [other, both] = [{ ...of(A), name: 'other.failover' }, of(A, B)];
    const before = { ...aMasterConfig([both, other]), agents: named('fra', 'ams') };
    const { say, answer, config, states, clock, decisions } = hub(before);
    for (const agent of ['fra', 'ams']) say(A, 'ok', agent);
    say(B, 'ok');
    say(A, 'ok', 'fra', other.name);
    const votes = () => states.stateOf(config.domain(NAME)!).votes.map((row) => row.map(({ agent }) => agent));
    const known = votes();
    const tried = { ...aMasterConfig([of(A)]), agents: named('fra') };
    const moment = clock.at;
    config.mayReturn = before;
    await config.replace(tried);
    expect(votes()).toEqual([['fra']]);
    await config.replace({ ...tried, domains: new Map([...tried.domains, [NAME, { ...of(A), ttl: 6 }]]) });
    expect(votes()).toEqual([['fra']]);
    clock.at += 1000;
    const foreseen = decisions.foresee(other, handover(before, config.value, before)).addresses;
    await config.replace(before);
    config.settle();
    expect([foreseen, answer(other.name), answer(), votes()]).toEqual([[A], A, `${A} ${B}`, known]);
    expect(states.stateOf(other).votes[0]?.[0]?.at).toBe(moment);

    config.mayReturn = before;
    await config.replace(tried);
    config.settle();
    await config.replace(before);
    expect([answer(other.name), answer()]).toEqual(['192.0.2.254', A]);
  });

  it('of a domain that a trial leaves out, votes grow old meanwhile, and operators’ words are those of now', async () => {
    const one = aDomainConfig({ rules: someRules({ timeoutMs: 5000 }) });
    const before = aMasterConfig([one]);
    const { say, answer, config, overrides, clock } = hub(before);
    for (const ip of [A, B]) say(ip, 'ok');
    const scope = { domain: NAME, ip: A };
    overrides.put({ scope, kind: 'maintenance', who: 'ann', why: 'disk', since: clock.wall(), until: null });
    const tried = async (ms: number) => {
      config.mayReturn = before;
      await config.replace(aMasterConfig([]));
      clock.at += ms;
      overrides.release(scope);
      await config.replace(before);
      config.settle();
    };
    expect(answer()).toBe(B);
    await tried(1000);
    expect(answer()).toBe(`${A} ${B}`);
    await tried(6000);
    expect(answer()).toBe('192.0.2.254');
  });

  it('tells of a change once, with the verdicts of before at the new places', async () => {
    const { say, use, changes } = hub();
    say(A, 'ok');
    say(B, 'ok');
    changes.length = 0;
    await use(of(B));
    expect(changes).toEqual(['1 up→up']);
  });

  it('goes on waking at the right time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { use, say, answer, clock } = hub();
    say(A, 'ok');
    clock.at += 10_000;
    await use({ ...of(C, A), rules: someRules({ timeoutMs: 20_000 }) });
    expect(answer()).toBe(A);
    clock.at += 10_000;
    vi.advanceTimersByTime(10_000);
    expect(answer()).toBe('192.0.2.254');
    vi.useRealTimers();
  });

  it('drops the votes of agents that are named no more, or have lost the tag; strangers keep theirs', async () => {
    const named = (tags: string[], ...ids: string[]) => ids.map((id) => ({ id, tokenHashes: [], tags }));
    const all = aDomainConfig({ rules: someRules({ policy: 'all' }) });
    const { say, config, states, agents } = hub({ ...aMasterConfig([all]), agents: named(['test'], 'fra', 'ams') });
    for (const id of ['fra', 'ams', 'stranger']) say(A, 'ok', id);
    const voters = () => states.stateOf(config.domain(NAME)!).votes[0]?.map(({ agent }) => agent);
    const next = { ...config.value, agents: named(['test'], 'fra') };
    await config.replace(next);
    expect([voters(), agents.get('ams')]).toEqual([['fra', 'stranger'], undefined]);
    await config.replace({ ...next, agents: named(['other'], 'fra') });
    expect([voters(), agents.get('fra')?.tags]).toEqual([['stranger'], ['other']]);
  });

  it('does not count targets that the config took away as a failure; a brake that is not configured any more lets go', async () => {
    const four = of(A, B, C, '192.0.2.13');
    const { say, config, brake, answer } = hub({ ...aMasterConfig([four]), brake: BRAKE });
    for (const { ip } of four.targets) say(ip, 'ok');
    say(A, 'fail');
    say(B, 'fail');
    await config.replace({ ...aMasterConfig([of(C, '192.0.2.13', '192.0.2.14', '192.0.2.15')]), brake: BRAKE });
    say(C, 'fail');
    expect(brake.current()).toBeNull();
    await config.replace({ ...aMasterConfig([of(C, '192.0.2.13')]), brake: BRAKE });
    say('192.0.2.13', 'fail');
    expect([brake.current()?.why, answer()]).toEqual([expect.stringContaining('2 of 2 targets'), `${C} 192.0.2.13`]);
    await config.replace({ ...config.value, brake: null });
    expect([brake.current(), answer()]).toEqual([null, '192.0.2.254']);
  });

  it('lets the brake go with the config that has none, told once, whatever else that changes', async () => {
    const { say, config, brake, answer, changes, decisions } = hub({ ...aMasterConfig([of(A, B)]), brake: BRAKE });
    for (const ip of [A, B]) say(ip, 'ok');
    for (const ip of [A, B]) say(ip, 'fail');
    const next = { ...aMasterConfig([of(A, B, C)]), brake: null };
    const foreseen = decisions.foresee(next.domains.get(NAME)!, handover(next, config.value, null));
    changes.length = 0;
    await config.replace(next);
    expect([brake.current(), answer(), changes]).toEqual([null, '192.0.2.254', ['0 down→down 1 down→down 2 unknown→unknown']]);
    expect(foreseen).toEqual(decisions.inForce(config.domain(NAME)!));
  });

  it('lets an override that fits again count again', async () => {
    const { say, answer, use, overrides, clock } = hub();
    for (const ip of [A, B]) say(ip, 'ok');
    const record = { kind: 'maintenance', who: 'ann', why: 'disk', since: clock.wall(), until: null } as const;
    overrides.put({ scope: { domain: NAME, ip: A }, ...record });
    const applies = () => overrides.all().map((one) => overrides.applies(one));
    await use(of(B));
    expect(applies()).toEqual([false]);
    await use(of(A, B));
    say(A, 'ok');
    expect([applies(), answer()]).toEqual([[true], B]);
  });

  it('keeps measured failovers with their targets', async () => {
    const { say, use, times, config, clock } = hub();
    for (const ip of [A, B]) say(ip, 'ok');
    clock.at += 1000;
    say(B, 'fail');
    expect(times.of(config.domain(NAME)!)).toMatchObject([{ target: 1 }]);
    await use(of(B, C));
    expect(times.of(config.domain(NAME)!)).toMatchObject([{ target: 0 }]);
    await use(of(C));
    expect(times.of(config.domain(NAME)!)).toEqual([]);
  });
});
