import { describe, expect, it } from 'vitest';
import { aDomainConfig, aMasterConfig, aTarget } from '../health/health.fixture.js';
import { CurrentConfig } from './current-config.js';
import { type DomainConfig, type MasterConfig } from './master-config.js';
import { countChanges, withSameDomains } from './same-domains.js';

const domains = (change: Partial<DomainConfig>) => aMasterConfig([aDomainConfig(change)]);
const agent = { id: 'fra', tokenHashes: ['00'], tags: ['eu'] };

describe('the version of the tasks', () => {
  it.each<[string, boolean, MasterConfig]>([
    ['the same', true, aMasterConfig()],
    ['another TTL, fallback, listener', true, { ...domains({ ttl: 9, fallback: [] }), api: { ...aMasterConfig().api, port: 9 } }],
    ['another target', false, domains({ targets: [aTarget()] })],
    ['another interval', false, domains({ agent: { ...aDomainConfig().agent, intervalSec: 7 } })],
    ['another token', false, domains({ agent: { ...aDomainConfig().agent, token: 'other' } })],
    ['other tags', false, domains({ tags: [] })],
    ['other rules', false, domains({ rules: { ...aDomainConfig().rules, fall: 3 } })],
    ['a named agent', false, { ...aMasterConfig(), agents: [agent] }],
  ])('%s: stays %s', async (_, stays, next) => {
    const config = new CurrentConfig(aMasterConfig());
    const before = config.version;
    await config.replace(next);
    expect(config.version === before).toBe(stays);
  });

  it('tells nothing to somebody who knows the config', () => {
    expect(new CurrentConfig(aMasterConfig()).version).not.toBe(new CurrentConfig(aMasterConfig()).version);
  });

  it('follows tags of a named agent', async () => {
    const config = new CurrentConfig({ ...aMasterConfig(), agents: [agent] });
    const before = config.version;
    await config.replace({ ...aMasterConfig(), agents: [{ ...agent, tags: ['us'] }] });
    expect(config.version).not.toBe(before);
  });
});

describe('another config', () => {
  it('is in force when every room is ready, and is told of before those are done', async () => {
    const config = new CurrentConfig(aMasterConfig());
    const heard: string[] = [];
    const room = (name: string) => () =>
      Promise.resolve({ done: () => heard.push(`${name} done`), undone: () => void heard.push(`${name} undone`) });
    config.beforeChange(room('one'));
    config.beforeChange(room('two'));
    config.onChange((value, previous) =>
      heard.push(`${previous.domains.size} → ${value.domains.size} ${config.value === value}`),
    );
    await config.replace(aMasterConfig([]));
    expect(heard).toEqual(['1 → 0 true', 'one done', 'two done']);
  });

  it('is not in force when one room is not ready: the others undo what they did', async () => {
    const first = aMasterConfig();
    const config = new CurrentConfig(first);
    const heard: string[] = [];
    const fine = () => Promise.resolve({ done: () => heard.push('done'), undone: () => void heard.push('undone') });
    config.beforeChange(fine);
    config.beforeChange(() => Promise.reject(new Error('no port')));
    config.beforeChange(fine);
    config.onChange(() => heard.push('told'));
    await expect(config.replace(aMasterConfig([]))).rejects.toThrow('no port');
    expect([heard, config.value === first]).toEqual([['undone'], true]);
  });

  it('shares the objects of what stays', async () => {
    const before = aMasterConfig([aDomainConfig({ name: 'a' }), aDomainConfig({ name: 'b' }), aDomainConfig({ name: 'c' })]);
    const after = aMasterConfig([
      aDomainConfig({ name: 'b', ttl: 9 }),
      aDomainConfig({ name: 'c' }),
      aDomainConfig({ name: 'd' }),
    ]);
    const next = await withSameDomains(after, before);
    expect(['b', 'c'].map((name) => next.domains.get(name) === before.domains.get(name))).toEqual([false, true]);
    expect(next.zones[0]?.domains[1]).toBe(before.domains.get('c'));
    expect(next).toEqual(after);
    expect(countChanges(next, before)).toEqual({ added: 1, changed: 1, removed: 1 });
  });
});
