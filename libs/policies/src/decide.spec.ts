import { describe, expect, it } from 'vitest';
import { aDomain, decided, says } from './decide.fixture.js';

const [A, B] = ['192.0.2.10:443', '192.0.2.11:443'];

describe('decide', () => {
  const quorum = aDomain({ rules: { policy: 'quorum' } });
  const all = aDomain({ rules: { policy: 'all' } });
  const tiers = aDomain({
    rules: { policy: 'priority' },
    targets: [
      { ip: '192.0.2.10', port: 443, priority: 10 },
      { ip: '192.0.2.11', port: 443, priority: 5 },
      { ip: '192.0.2.12', port: 443, priority: 10 },
      { ip: '192.0.2.13', port: 443, priority: 0 },
    ],
  });
  const [C, D] = ['192.0.2.12:443', '192.0.2.13:443'];

  it.each([
    ['any: one agent is enough', aDomain(), [`a: ${A} ok, ${B} fail`, `b: ${A} fail, ${B} fail`], '192.0.2.10', 5, 'degraded'],
    ['any: all up', aDomain(), [`a: ${A} ok, ${B} ok`], '192.0.2.10 192.0.2.11', 5, 'healthy'],
    ['none up', aDomain(), [`a: ${A} fail, ${B} fail`], '192.0.2.254', 30, 'fallback'],
    ['no report at all', aDomain(), [], '192.0.2.254', 30, 'fallback'],
    ['only errors', aDomain(), [`a: ${A} error, ${B} error`], '192.0.2.254', 30, 'fallback'],
    [
      'quorum: two of three',
      quorum,
      [`a: ${A} ok, ${B} ok`, `b: ${A} ok, ${B} fail`, `c: ${A} fail, ${B} fail`],
      '192.0.2.10',
      5,
      'degraded',
    ],
    [
      'quorum: one of two is not more than half',
      quorum,
      [`a: ${A} ok, ${B} ok`, `b: ${A} fail, ${B} ok`],
      '192.0.2.11',
      5,
      'degraded',
    ],
    ['all: one dissenter takes it out', all, [`a: ${A} ok, ${B} ok`, `b: ${A} ok, ${B} fail`], '192.0.2.10', 5, 'degraded'],
    ['priority: the highest number', tiers, [`a: ${A} ok, ${B} ok, ${C} ok, ${D} ok`], '192.0.2.10 192.0.2.12', 5, 'healthy'],
    ['priority: the rest of the tier', tiers, [`a: ${A} fail, ${B} ok, ${C} ok, ${D} ok`], '192.0.2.12', 5, 'degraded'],
    ['priority: the next tier', tiers, [`a: ${A} fail, ${B} ok, ${C} fail, ${D} ok`], '192.0.2.11', 5, 'degraded'],
    ['priority: the last tier, number 0', tiers, [`a: ${A} fail, ${B} fail, ${C} fail, ${D} ok`], '192.0.2.13', 5, 'degraded'],
  ])('%s', (_name, domain, lines, addresses, ttl, state) => {
    const { addresses: got, ...rest } = decided(
      domain,
      lines.flatMap((line) => says(line)),
      1,
    );
    expect(got.join(' ')).toBe(addresses);
    expect(rest).toMatchObject({ ttl, state, source: addresses === '192.0.2.254' ? 'fallback' : 'targets' });
  });

  it('holds until the earliest vote goes stale, and decides otherwise then', () => {
    const reports = [...says(`a: ${A} ok`, 1000), ...says(`a: ${B} ok`, 4000)];
    const domain = aDomain();
    const { holdsUntil, addresses } = decided(domain, reports, 5000);
    expect([holdsUntil, addresses]).toEqual([61_000, ['192.0.2.10', '192.0.2.11']]);
    expect(decided(domain, reports, 60_999).addresses).toEqual(['192.0.2.10', '192.0.2.11']);
    expect(decided(domain, reports, 61_000).addresses).toEqual(['192.0.2.11']);
    expect(decided(domain, reports, 64_000)).toMatchObject({ addresses: ['192.0.2.254'], holdsUntil: null });
  });

  it.each(['fallback', 'hold'] as const)('holds until what was said last goes stale, under on_silence: %s', (onSilence) => {
    const domain = aDomain({ rules: { onSilence, agentGraceMs: 600_000 } });
    const reports = [1000, 4000, 40_000].flatMap((at) => says(`a: ${A} ok, ${B} ok`, at));
    const { holdsUntil } = decided(domain, reports, 41_000);
    expect(holdsUntil).toBeGreaterThanOrEqual(100_000);
    expect(holdsUntil).toBe(decided(domain, says(`a: ${A} ok, ${B} ok`, 40_000), 41_000).holdsUntil);
  });

  it('answers an address that is probed on two ports only when both are up, and once', () => {
    const domain = aDomain({
      targets: [
        { ip: '192.0.2.10', port: 80, priority: 0 },
        { ip: '192.0.2.10', port: 443, priority: 0 },
      ],
    });
    expect(decided(domain, says('a: 192.0.2.10:80 ok, 192.0.2.10:443 fail'), 1).addresses).toEqual(['192.0.2.254']);
    expect(decided(domain, says('a: 192.0.2.10:80 ok, 192.0.2.10:443 ok'), 1).addresses).toEqual(['192.0.2.10']);
  });

  it('says why, in one line and target by target', () => {
    const lines = [`fra: ${A} fail, ${B} ok`, `ams: ${A} fail, ${B} ok`, `lon: ${A} ok, ${B} ok`];
    const { reason, targets, selection } = decided(
      quorum,
      lines.flatMap((line) => says(line)),
      2000,
    );
    expect(reason).toBe(
      '1 of 2 targets up, answering 192.0.2.11 (192.0.2.10:443 down: 1 of 3 agents says up, 2 needed; fra: refused, ams: refused)',
    );
    expect(selection).toBe('every target that is up');
    expect(targets[0]).toMatchObject({ verdict: 'down', answered: false, tally: { up: 1, down: 2, electorate: 3, needed: 2 } });
    expect(targets[0]?.votes[0]).toEqual({
      agent: 'fra',
      value: 'down',
      ageMs: 2000,
      failures: 1,
      successes: 0,
      latencyMs: null,
      reason: 'refused',
      provisional: false,
      aside: null,
      countsDespite: null,
      recent: 'x',
    });
  });

  it('does not take a fallback address for the target that has the same', () => {
    const { addresses, targets } = decided(aDomain({ fallback: ['192.0.2.10'] }), says(`fra: ${A} fail`), 1);
    expect([addresses, targets.map(({ answered }) => answered)]).toEqual([['192.0.2.10'], [false, false]]);
  });

  it('names the agent that went silent', () => {
    const { targets } = decided(aDomain(), says(`fra: ${A} ok`), 65_000);
    expect(targets.map((target) => target.reason)).toEqual(['no fresh report; fra: silent for 65 s', 'no report yet']);
  });
});
