import { describe, expect, it } from 'vitest';
import { aDomain, policyOf, says, stateAfter } from './decide.fixture.js';
import { decide } from './decide.js';
import { duration, explainLines, recordsOf } from './explain.js';
import { type DomainState } from './model.js';
import { reduce } from './reduce.js';

const [A, B] = ['192.0.2.10:443', '192.0.2.11:443'];
const domain = aDomain({ rules: { policy: 'quorum', onSilence: 'hold', timeoutMs: 60_000 } });
const policy = policyOf('quorum');

const explained = (state: DomainState, now: number, of = domain) =>
  explainLines(decide(of, policyOf(of.rules.policy), state, now), 'failover', ['A']);

describe('explainLines', () => {
  it('reads like a proof: votes, arithmetic, selection, TTL, records', () => {
    const state = stateAfter(domain, [
      ...says(`fra: ${A} fail, ${B} ok`, 1000),
      ...says(`ams: ${A} fail, ${B} ok`, 2000),
      ...says(`lon: ${A} ok, ${B} ok`, 3000),
    ]);
    expect(explained(state, 4000)).toEqual([
      'webmail.failover is degraded, answering 192.0.2.11 with TTL 5',
      'zone failover, policy quorum',
      'target 192.0.2.10:443: down for 3 s, not answered',
      '  fra  down     3 s ago, 1 recent failure, refused',
      '  ams  down     2 s ago, 1 recent failure, refused',
      '  lon  up       1 s ago',
      '  u=1 d=2 m=0 n=3 k=2: u + m < k → down',
      'target 192.0.2.11:443: up for 3 s, answered',
      '  fra  up       3 s ago',
      '  ams  up       2 s ago',
      '  lon  up       1 s ago',
      '  u=3 d=0 m=0 n=3 k=2: u ≥ k → up',
      'selection: every target that is up',
      'TTL 5, from ttl',
      'webmail.failover. 5 IN A 192.0.2.11',
    ]);
  });

  it('says what hangs on missing votes', () => {
    const state = stateAfter(domain, [...says(`fra: ${A} ok`, 0), ...says(`ams: ${A} ok`, 0), ...says(`lon: ${A} ok`, 50_000)]);
    expect(explained(state, 61_000)).toContain(
      '  u=1 d=0 m=2 n=3 k=2: u < k and u + m ≥ k, it hangs on missing votes → stays up',
    );
  });

  it('names overrides with who and why, and votes that are set aside', () => {
    let state = stateAfter(domain, says(`fra: ${A} ok, ${B} ok`, 0));
    const override = { kind: 'force_down', ip: '192.0.2.10', who: 'ann', why: 'bad disk', since: 0, until: null } as const;
    state = reduce(domain, policy, state, { kind: 'override', override }, 1);
    expect(explained(state, 2)).toContain('  forced down by ann: bad disk');
    const aside = [{ agent: 'ams', because: 'maintenance', why: 'maintenance by ann: moves', until: null }] as const;
    state = stateAfter(domain, says(`ams: ${A} fail`, 1), reduce(domain, policy, state, { kind: 'aside', aside }, 1));
    expect(explained(state, 2).join('\n')).toMatch(/ams {2}down .*, set aside: maintenance by ann: moves/);
    state = reduce(domain, policy, state, { kind: 'aside', aside: [...aside, { ...aside[0], agent: 'fra' }] }, 2);
    expect(explained(state, 2).join('\n')).toMatch(
      /ams {2}down .*, not set aside, as too few others vote: maintenance by ann: moves/,
    );
  });

  it('says too few agents vote, and NODATA for a family that has no address', () => {
    const few = aDomain({ rules: { policy: 'quorum', minAgents: 2 } });
    const state = stateAfter(few, says(`fra: ${A} ok`, 0));
    const lines = explainLines(decide(few, policy, state, 1), 'failover');
    expect(lines).toContain('  u=1 d=0 m=0 n=1 k=1: n < 2, too few agents vote → unknown');
    expect(lines.at(-1)).toBe('AAAA: NODATA, as no IPv6 address is answered (both families are decided together)');
  });

  it.each<[string, Parameters<typeof aDomain>[0], string]>([
    ['there is no fallback', { fallback: [] }, 'AAAA: NODATA: no target is up, and there is no fallback'],
    ['all_down says so', { rules: { allDown: 'nodata' } }, 'AAAA: NODATA: no target is up, so no address'],
    ['the fallback has none', {}, 'AAAA: NODATA, as no IPv6 address is answered (both families are decided together)'],
  ])('says why there is no address: %s', (_name, change, line) => {
    const of = aDomain(change);
    const decision = decide(of, policyOf('any'), stateAfter(of, says(`fra: ${A} fail, ${B} fail`, 0)), 1);
    expect(explainLines(decision, 'failover').at(-1)).toBe(line);
  });

  it('says how many of the records one answer holds', () => {
    const drawn = aDomain({ rules: { select: 'weighted', maxAnswers: 1 } });
    const state = stateAfter(drawn, says(`fra: ${A} ok, ${B} ok`, 0));
    expect(explained(state, 1, drawn).at(-1)).toBe(
      `  of these 1 in each answer, drawn by weight: 192.0.2.10 1 of 2, 192.0.2.11 1 of 2`,
    );
  });
});

describe('recordsOf', () => {
  it('gives the records of one family', () => {
    const both = aDomain({ targets: [{ ip: '192.0.2.10' }, { ip: '2001:db8::10' }] });
    const decision = decide(both, policyOf('any'), stateAfter(both, says('a: 192.0.2.10:443 ok, 2001:db8::10:443 ok')), 1);
    expect(recordsOf(decision, 'AAAA')).toEqual(['webmail.failover. 5 IN AAAA 2001:db8::10']);
    expect(recordsOf(decision, 'A')).toEqual(['webmail.failover. 5 IN A 192.0.2.10']);
  });
});

describe('duration', () => {
  it.each([
    [400, '0 s'],
    [119_000, '119 s'],
    [120_000, '2 min'],
    [7_200_000, '2 h'],
    [172_800_000, '2 days'],
  ])('%i ms: %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
