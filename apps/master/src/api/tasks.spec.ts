import { describe, expect, it } from 'vitest';
import { aDomainConfig, aTarget } from '../health/health.fixture.js';
import { TokenHolder } from './caller.js';
import { hasTask, tagsOf, tasksFor } from './tasks.js';

const caller = new TokenHolder('secret_token');

describe('tasksFor', () => {
  it('lists what the caller serves', () => {
    const locked = { intervalSec: 30, timeoutSec: 5, fastIntervalSec: undefined, token: 'another' };
    const domains = [
      aDomainConfig({ name: 'own.failover', tags: [] }),
      aDomainConfig({ name: 'tagged.failover', tags: ['eu'] }),
      aDomainConfig({ name: 'locked.failover', tags: [], agent: locked }),
    ];
    const names = (tags: string[]) => [...new Set(tasksFor(domains, caller, tags).map((task) => task.domain))];
    expect([names([]), names(['eu'])]).toEqual([['own.failover'], ['own.failover', 'tagged.failover']]);
    expect([hasTask(domains.slice(1), caller, []), hasTask(domains, caller, [])]).toEqual([false, true]);
    expect(hasTask([aDomainConfig({ targets: [] })], caller, ['test'])).toBe(false);
  });

  it('writes a task as agents know it, and icmp in the place of the port where there is none', () => {
    const targets = [aTarget({ port: null })];
    expect(tasksFor([aDomainConfig({ targets, check: { type: 'icmp' } })], caller, ['test'])).toEqual([
      {
        check_name: 'webmail.failover:192.0.2.10:icmp',
        domain: 'webmail.failover',
        target_ip: '192.0.2.10',
        port: null,
        type: 'icmp',
        timeout_sec: 5,
        interval_sec: 30,
      },
    ]);
  });

  it('makes a task of each check of a target', () => {
    const checks = [
      { name: 'smtp', type: 'tcp', port: 25 },
      { name: 'web', type: 'https', port: 8443 },
      { name: 'icmp', type: 'icmp', port: null },
    ] as const;
    const domain = aDomainConfig({ targets: [aTarget({ port: 25, checks: 3 })], checks: [checks] });
    const tasks = tasksFor([domain], caller, ['test']).map(({ check_name, type, port }) => [check_name, type, port]);
    expect(tasks).toEqual([
      ['webmail.failover:192.0.2.10:25', 'tcp', 25],
      ['webmail.failover:192.0.2.10:25/web', 'https', 8443],
      ['webmail.failover:192.0.2.10:25/icmp', 'icmp', null],
    ]);
  });
});

describe('tagsOf', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['a,b', ['a', 'b']],
    ['a, b c', ['a', 'b', 'c']],
    [
      ['a', 'b,c'],
      ['a', 'b', 'c'],
    ],
  ])('%j', (query, expected) => {
    expect(tagsOf(query)).toEqual(expected);
  });
});
