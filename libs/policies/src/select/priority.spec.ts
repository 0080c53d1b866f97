import { describe, expect, it } from 'vitest';
import { aDomain } from '../decide.fixture.js';
import { type Rules } from '../model.js';
import { decidedAfter, shown } from '../script.fixture.js';

const HIGH = { priority: 10 };
const MIDDLE = { priority: 5 };
const LOW = { priority: 0 };
const tiers = (failback: Rules['failback'], rules: Partial<Rules> = {}) =>
  aDomain({
    rules: { select: 'priority', failback, timeoutMs: 1e6, ...rules },
    targets: [
      { ip: '192.0.2.10', ...HIGH },
      { ip: '192.0.2.11', ...HIGH },
      { ip: '192.0.2.12', ...MIDDLE },
      { ip: '192.0.2.13', ...LOW },
    ],
  });

const FAILED_OVER = ['0 fra: A ok, B ok, C ok, D ok', '10 fra: A fail, B fail'];
const RECOVERED = [...FAILED_OVER, '100 fra: A ok'];
const minute = { afterMs: 60_000 };

describe('the tier that is answered', () => {
  it.each<[string, Rules['failback'], string[], number, string]>([
    // name, failback, what happened, seconds, the answer
    ['the highest', 'auto', ['0 fra: A ok, B ok, C ok, D ok'], 1, 'A B'],
    ['what is up of it', 'auto', ['0 fra: A ok, B fail, C ok, D ok'], 1, 'A'],
    ['the next', 'auto', FAILED_OVER, 11, 'C'],
    ['the last', 'auto', [...FAILED_OVER, '12 fra: C fail'], 13, 'D'],
    ['none', 'auto', [...FAILED_OVER, '12 fra: C fail, D fail'], 13, 'fallback'],
    ['the highest that is not drained', 'auto', [...FAILED_OVER, '12 drain C'], 13, 'D'],

    ['auto: the higher one at once', 'auto', RECOVERED, 100, 'A'],
    ['manual: as it was', 'manual', RECOVERED, 999, 'C'],
    ['manual: released', 'manual', [...RECOVERED, '101 failback'], 101, 'A'],
    [
      'manual: released, the rest of the tier is in at once',
      'manual',
      [...RECOVERED, '101 failback', '102 fra: B ok'],
      102,
      'A B',
    ],
    ['manual: a release before it is up is spent', 'manual', [...FAILED_OVER, '50 failback', '100 fra: A ok'], 101, 'C'],
    ['manual: what serves fails', 'manual', [...RECOVERED, '110 fra: C fail'], 111, 'A'],
    ['manual: forced up', 'manual', [...RECOVERED, '110 force_up A'], 111, 'A'],
    ['manual: merely slow to report first', 'manual', ['0 fra: C ok, D ok', '10 fra: A ok'], 10, 'A'],
    ['manual: down first, and then up', 'manual', ['0 fra: C ok, A fail', '10 fra: A ok'], 10, 'C'],
    [
      'manual: slow to report, with one that is back',
      'manual',
      ['0 fra: C ok, A fail', '10 fra: A ok', '11 fra: B ok'],
      11,
      'A B',
    ],
    [
      'manual: all were out, the lower one is first',
      'manual',
      [...FAILED_OVER, '12 fra: C fail, D fail', '20 fra: C ok, A ok'],
      20,
      'C',
    ],
    [
      'manual: all were out, the higher one is first',
      'manual',
      [...FAILED_OVER, '12 fra: C fail, D fail', '20 fra: A ok, C ok'],
      20,
      'A',
    ],
    [
      'manual: back from maintenance, it never was down',
      'manual',
      ['0 fra: A ok, C ok', '1 maintenance A', '50 release A'],
      50,
      'A',
    ],
    [
      'manual: went down in maintenance',
      'manual',
      ['0 fra: A ok, C ok', '1 maintenance A', '2 fra: A fail', '3 fra: A ok', '50 release A'],
      50,
      'C',
    ],

    ['duration: not yet', minute, RECOVERED, 159.999, 'C'],
    ['duration: over', minute, RECOVERED, 160, 'A'],
    ['duration: anew after each failure', minute, [...RECOVERED, '150 fra: A fail', '155 fra: A ok'], 160, 'C'],
    ['duration: anew, over', minute, [...RECOVERED, '150 fra: A fail', '155 fra: A ok'], 215, 'A'],
    ['duration: released before', minute, [...RECOVERED, '101 failback'], 101, 'A'],
    ['duration: the rest of the tier comes along', minute, [...RECOVERED, '150 fra: B ok'], 160, 'A B'],
    ['duration: tiers one by one', minute, [...FAILED_OVER, '12 fra: C fail', '20 fra: C ok', '60 fra: A ok'], 80, 'C'],
    [
      'duration: tiers one by one, the highest',
      minute,
      [...FAILED_OVER, '12 fra: C fail', '20 fra: C ok', '60 fra: A ok'],
      120,
      'A',
    ],
    ['duration of 0', { afterMs: 0 }, RECOVERED, 100, 'A'],
  ])('%s', (_name, failback, script, seconds, expected) => {
    const domain = tiers(failback);
    expect(shown(domain, decidedAfter(domain, script, seconds))).toBe(expected);
  });

  it('remembers the tier through a panic', () => {
    const domain = tiers('manual', { minHealthy: 2 });
    const panicking = [...RECOVERED, '110 fra: A fail, D fail'];
    expect(shown(domain, decidedAfter(domain, panicking, 111))).toBe('all_targets A B C D');
    expect(shown(domain, decidedAfter(domain, [...panicking, '120 fra: A ok'], 121))).toBe('C');
  });

  it('decides anew when the time is over', () => {
    expect(decidedAfter(tiers(minute), RECOVERED, 101).holdsUntil).toBe(160_000);
  });

  it('lets a target in that stood as up from the start and was confirmed late', () => {
    const domain = tiers('manual', { coldStart: 'serve_all', timeoutMs: 60_000 });
    const script = ['1 fra: C ok', '50 fra: C ok', '70 fra: A ok'];
    expect(
      [1, 69, 70].map((seconds) => shown(domain, decidedAfter(domain, script.slice(0, seconds < 70 ? 2 : 3), seconds))),
    ).toEqual(['A B', 'C', 'A']);
  });

  it('keeps an address out until its last port is back', () => {
    const ports = aDomain({
      rules: { select: 'priority', failback: 'manual' },
      targets: [
        { ip: '192.0.2.10', port: 80, ...HIGH },
        { ip: '192.0.2.10', port: 443, ...HIGH },
        { ip: '192.0.2.12', port: 443, ...MIDDLE },
      ],
    });
    const script = ['0 fra: A ok, B ok, C ok', '1 fra: B fail', '2 fra: B ok'];
    expect(shown(ports, decidedAfter(ports, script, 3))).toBe('C');
    expect(shown(ports, decidedAfter(ports, [...script, '3 failback'], 3))).toBe('A');
    const soon = { ...ports, rules: { ...ports.rules, failback: minute } };
    const twice = [
      '0 fra: A ok, B ok, C ok',
      '1 fra: A fail, B fail',
      '2 fra: B ok',
      '30 fra: A ok, B ok, C ok',
      '60 fra: A ok, B ok, C ok',
    ];
    expect([89.999, 90].map((seconds) => shown(soon, decidedAfter(soon, twice, seconds)))).toEqual(['C', 'A']);
  });

  it.each<[string, Rules['failback'], string[], number, string, number | null]>([
    ['the highest', 'auto', ['0 fra: A ok'], 1, 'priority 10, the highest that is up', 10],
    ['the next', 'auto', FAILED_OVER, 11, 'priority 5, the highest that is up', 5],
    ['manual', 'manual', RECOVERED, 101, 'priority 5; priority 10 is up again and waits to be released (failback)', 5],
    ['duration', minute, RECOVERED, 101.5, 'priority 5; priority 10 is up again and is let in after 59 s more (failback)', 5],
    [
      'two tiers wait: the highest is told',
      minute,
      [...FAILED_OVER, '12 fra: C fail', '20 fra: C ok', '60 fra: A ok'],
      61,
      'priority 0; priority 10 is up again and is let in after 59 s more (failback)',
      0,
    ],
    [
      'a lower one would wait, too',
      'manual',
      ['0 fra: D ok, C fail', '1 fra: C ok', '2 fra: A ok'],
      3,
      'priority 10, the highest that is up',
      10,
    ],
    ['none', 'auto', ['0 fra: A fail'], 1, 'no target is up, so the fallback addresses', null],
  ])('says why: %s', (_name, failback, script, seconds, selection, tier) => {
    expect(decidedAfter(tiers(failback), script, seconds)).toMatchObject({ selection, tier });
  });
});
