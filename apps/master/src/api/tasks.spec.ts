import { describe, expect, it } from 'vitest';
import { aDomainConfig, aTarget } from '../health/health.fixture.js';
import { tagsOf, tasksFor } from './tasks.js';

const names = (token: string | undefined, tags: string[]) => {
  const agent = { intervalSec: 30, timeoutSec: 5, fastIntervalSec: undefined, token: undefined };
  const domains = [
    aDomainConfig({ name: 'open.failover', tags: [], agent }),
    aDomainConfig({ name: 'tagged.failover', tags: ['eu', 'us'], agent }),
    aDomainConfig({ name: 'locked.failover', tags: [] }),
  ];
  return [...new Set(tasksFor(domains, token, tags).map((task) => task.domain))];
};

describe('tasksFor', () => {
  it.each([
    [undefined, [], ['open.failover']],
    [undefined, ['asia'], ['open.failover']],
    [undefined, ['asia', 'us'], ['open.failover', 'tagged.failover']],
    ['secret_token', [], ['open.failover', 'locked.failover']],
    ['wrong', ['eu'], ['open.failover', 'tagged.failover']],
  ])('token %s, tags %s', (token, tags, expected) => {
    expect(names(token, tags)).toEqual(expected);
  });

  it('writes a task as agents know it, and icmp in the place of the port where there is none', () => {
    const targets = [aTarget({ port: null })];
    expect(tasksFor([aDomainConfig({ targets, check: { type: 'icmp' } })], 'secret_token', ['test'])).toEqual([
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
