import { describe, expect, it } from 'vitest';
import { aDomainConfig, aTarget, someRules } from '../health/health.fixture.js';
import { TokenHolder } from './caller.js';
import { hasTask, tagsOf, tasksFor } from './tasks.js';

const caller = new TokenHolder('secret_token');
const nowhere = () => null;

describe('tasksFor', () => {
  it('lists what the caller serves', () => {
    const locked = { intervalSec: 30, timeoutSec: 5, fastIntervalSec: undefined, token: 'another' };
    const domains = [
      aDomainConfig({ name: 'own.failover', tags: [] }),
      aDomainConfig({ name: 'tagged.failover', tags: ['eu'] }),
      aDomainConfig({ name: 'locked.failover', tags: [], agent: locked }),
    ];
    const names = (tags: string[]) => [...new Set(tasksFor(domains, caller, tags, nowhere).map((task) => task.domain))];
    expect([names([]), names(['eu'])]).toEqual([['own.failover'], ['own.failover', 'tagged.failover']]);
    expect([hasTask(domains.slice(1), caller, []), hasTask(domains, caller, [])]).toEqual([false, true]);
    expect(hasTask([aDomainConfig({ targets: [] })], caller, ['test'])).toBe(false);
  });

  it('writes a task as agents know it, and icmp in the place of the port where there is none', () => {
    const targets = [aTarget({ port: null })];
    expect(tasksFor([aDomainConfig({ targets, check: { type: 'icmp' } })], caller, ['test'], nowhere)).toEqual([
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
    const tasks = tasksFor([domain], caller, ['test'], nowhere).map(({ check_name, type, port }) => [check_name, type, port]);
    expect(tasks).toEqual([
      ['webmail.failover:192.0.2.10:25', 'tcp', 25],
      ['webmail.failover:192.0.2.10:25/web', 'https', 8443],
      ['webmail.failover:192.0.2.10:25/icmp', 'icmp', null],
    ]);
  });
});

describe('when a task is run', () => {
  const agent = { intervalSec: 30, timeoutSec: 5, fastIntervalSec: 2.5, token: undefined };
  const phasesAt = (index: number, of: number, domain = aDomainConfig({ agent })) =>
    tasksFor([domain], caller, ['test'], () => ({ index, of })).map(({ phase_sec }) => phase_sec!);

  it('says how soon a turn is followed, and what settles it, where that is set', () => {
    const rules = someRules({ rise: 2, fall: 3 });
    const [quick, plain] = [aDomainConfig({ agent, rules }), aDomainConfig({ rules })].map(
      (domain) => tasksFor([domain], caller, ['test'], nowhere)[0],
    );
    expect(quick).toMatchObject({ fast_interval_sec: 2.5, rise: 2, fall: 3 });
    expect(Object.keys(plain!).filter((key) => /fast|rise|fall|phase/.test(key))).toEqual([]);
  });

  it('spreads the agents of a target evenly over the interval', () => {
    const [first, second, third] = [0, 1, 2].map((index) => phasesAt(index, 3)[0]!);
    expect([(second! - first! + 30) % 30, (third! - second! + 30) % 30]).toEqual([10, 10]);
  });

  it('spreads the targets of an agent, the same whoever asks for them', () => {
    const targets = Array.from({ length: 200 }, (_, n) => aTarget({ ip: `192.0.2.${n}` }));
    const phases = phasesAt(2, 3, aDomainConfig({ targets, agent }));
    const tenths = new Set(phases.map((phase) => Math.floor(phase / 3)));
    expect([tenths.size, Math.min(...phases) >= 0, Math.max(...phases) < 30]).toEqual([10, true, true]);
    expect(phasesAt(2, 3, aDomainConfig({ name: 'other.failover', targets, agent }))).toEqual(phases);
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
