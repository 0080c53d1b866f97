import { describe, expect, it } from 'vitest';
import { aDomainConfig, aReport, aTarget } from './health.fixture.js';
import { checkName, subjectOf } from './report-target.js';

const single = aDomainConfig();
/** Two services of one host, which share a third check, and a host with an address of its own. */
const several = aDomainConfig({
  targets: [
    aTarget({ port: 80, checks: 3 }),
    aTarget({ port: 81, checks: 3 }),
    aTarget({ ip: '2001:db8::1', port: 80, checks: 3 }),
  ],
  checks: [
    [
      { name: 'tcp', type: 'tcp', port: 80 },
      { name: 'page', type: 'http', port: 80 },
      { name: 'ping', type: 'icmp', port: null },
    ],
    [
      { name: 'tcp', type: 'tcp', port: 81 },
      { name: 'page', type: 'http', port: 81 },
      { name: 'ping', type: 'icmp', port: null },
    ],
    [
      { name: 'tcp', type: 'tcp', port: 80 },
      { name: 'tcp2', type: 'tcp', port: 80 },
      { name: 'https', type: 'https', port: 443 },
    ],
  ],
});
const NAME = 'webmail.failover';

describe('subjectOf', () => {
  it.each<[string, object, string]>([
    ['by address and port, whatever it is called, where a target has one check', { name: 'x', type: 'x' }, '0/0'],
    ['by address and port alone', {}, '0/0'],
  ])('%s', (_name, check, expected) => {
    const subject = subjectOf(single, aReport({ check: check as never }));
    expect(`${subject?.target}/${subject?.check}`).toBe(expected);
  });

  it.each<[string, number | null, string, string, string | undefined]>([
    ['192.0.2.10', 80, 'tcp', `${NAME}:192.0.2.10:80`, '0/0'],
    ['192.0.2.10', 80, 'http', `${NAME}:192.0.2.10:80/page`, '0/1'],
    ['192.0.2.10', 80, 'http', 'of an old agent', '0/1'],
    ['192.0.2.10', 80, 'tcp', `${NAME}:192.0.2.10:80/page`, '0/1'],
    ['192.0.2.10', 81, 'http', 'of an old agent', '1/1'],
    ['192.0.2.10', null, 'icmp', `${NAME}:192.0.2.10:80/ping`, '0/2'],
    ['192.0.2.10', null, 'icmp', `${NAME}:192.0.2.10:81/ping`, '1/2'],
    ['2001:db8::1', 80, 'tcp', `${NAME}:2001:db8::1:80/tcp2`, '2/1'],
    ['2001:db8::1', 443, 'https', 'of an old agent', '2/2'],
    ['2001:db8::1', 443, 'tcp', 'of an old agent', undefined],
    ['192.0.2.10', 80, 'https', 'of an old agent', undefined],
    ['192.0.2.10', 81, 'tcp', `${NAME}:192.0.2.10:80`, '1/0'],
    ['192.0.2.10', 82, 'tcp', `${NAME}:192.0.2.10:80`, undefined],
    ['198.51.100.1', 80, 'tcp', `${NAME}:192.0.2.10:80`, undefined],
  ])('%s port %s, a %s check called %s: %s', (ip, port, type, name, expected) => {
    const subject = subjectOf(several, aReport({ ip, port, check: { name, type } }));
    expect(subject && `${subject.target}/${subject.check}`).toBe(expected);
  });

  it('finds each task by its name', () => {
    several.checks.forEach((checks, target) =>
      checks.forEach(({ type, port }, check) => {
        const named = { name: checkName(several, target, check), type };
        expect(subjectOf(several, aReport({ ip: several.targets[target]!.ip, port, check: named }))).toEqual({ target, check });
      }),
    );
  });
});
