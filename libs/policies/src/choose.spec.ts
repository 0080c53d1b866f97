import { describe, expect, it } from 'vitest';
import { aDomain } from './decide.fixture.js';
import { type Domain, type Rules } from './model.js';
import { decidedAfter, shown } from './script.fixture.js';

const IPS = ['192.0.2.10', '192.0.2.11', '192.0.2.12'];
const three = (rules: Partial<Rules> = {}, change: Partial<Domain> = {}) =>
  aDomain({ ...change, rules, targets: IPS.map((ip, index) => ({ ip, weight: 10 * (index + 1) })) });
const answered = (domain: Domain, script: readonly string[], seconds: number) =>
  shown(domain, decidedAfter(domain, script, seconds));

const ALL_UP = '0 fra: A ok, B ok, C ok';
const TWO_UP = '0 fra: A ok, B ok, C fail';
const ONE_UP = '0 fra: A ok, B fail, C fail';
const NONE_UP = '0 fra: A fail, B fail, C fail';

describe('what is answered', () => {
  it.each<[string, Partial<Rules>, string[], string]>([
    // name, rules, what happened, the answer
    ['every target that is up', {}, [TWO_UP], 'A B'],
    ['not one in maintenance', {}, [ALL_UP, '1 maintenance A'], 'B C'],
    ['not one that is forced down', {}, [ALL_UP, '1 force_down A'], 'B C'],
    ['one that is forced up', {}, [NONE_UP, '1 force_up B'], 'B'],
    ['not one that is drained while another is up', {}, [ONE_UP, '1 force_up B', '1 drain A'], 'B'],
    ['one that is drained if nothing else is up', {}, [ONE_UP, '1 drain A'], 'A'],
    ['not one that is drained and down', {}, [ONE_UP, '1 drain B'], 'A'],
    ['all that are drained if all are', {}, [TWO_UP, '1 drain *'], 'A B'],
    ['what left while the brake is on', {}, ['0 fra: A ok, B ok, C fail', '1 brake', '2 fra: A fail'], 'A B'],

    ['min_healthy reached', { minHealthy: 2 }, [TWO_UP], 'A B'],
    ['min_healthy: every target', { minHealthy: 2 }, [ONE_UP], 'all_targets A B C'],
    ['min_healthy: the fallback', { minHealthy: 2, panic: 'fallback' }, [ONE_UP], 'fallback'],
    ['min_healthy: not what operators took out', { minHealthy: 2 }, [ONE_UP, '1 maintenance B'], 'all_targets A C'],
    ['min_healthy: not what is drained, as another is up', { minHealthy: 2 }, [ONE_UP, '1 drain B'], 'all_targets A C'],
    ['min_healthy: what is drained, as no other is up', { minHealthy: 2 }, [ONE_UP, '1 drain A'], 'all_targets A B C'],
    ['min_healthy counts what is forced up', { minHealthy: 2 }, [ONE_UP, '1 force_up C'], 'A C'],
    ['min_healthy: every target, with what is forced up', { minHealthy: 2 }, [NONE_UP, '1 force_up C'], 'all_targets A B C'],
    ['min_healthy with none up is all_down', { minHealthy: 2 }, [NONE_UP], 'fallback'],

    ['all_down: fallback', {}, [NONE_UP], 'fallback'],
    ['all_down: fallback, everything in maintenance', {}, [ALL_UP, '1 maintenance *'], 'fallback'],
    ['all_down: all', { allDown: 'all' }, [NONE_UP], 'all_targets A B C'],
    ['all_down: all that operators left', { allDown: 'all' }, [NONE_UP, '1 maintenance A', '1 force_down C'], 'all_targets B'],
    ['all_down: all, with what is drained', { allDown: 'all' }, [NONE_UP, '1 drain A'], 'all_targets A B C'],
    ['all_down: all, everything in maintenance', { allDown: 'all' }, [ALL_UP, '1 maintenance *'], 'fallback'],
    ['all_down: nodata', { allDown: 'nodata' }, [NONE_UP], 'nodata'],
    ['all_down: servfail', { allDown: 'servfail' }, [NONE_UP], 'servfail'],
    ['all_down: last_good', { allDown: 'last_good' }, [TWO_UP, '1 fra: A fail, B fail'], 'last_good B'],
    [
      'all_down: last_good, settled again since',
      { allDown: 'last_good' },
      [TWO_UP, '1 fra: A fail, B fail', '2 release A'],
      'last_good B',
    ],
    [
      'all_down: last_good, back from maintenance',
      { allDown: 'last_good' },
      [ONE_UP, '1 fra: A fail', '2 maintenance A', '3 release A'],
      'last_good A',
    ],
    ['all_down: last_good, gone at once', { allDown: 'last_good' }, [TWO_UP, '1 force_down C'], 'A B'],
    ['all_down: last_good, never one', { allDown: 'last_good' }, [NONE_UP], 'fallback'],
    [
      'all_down: last_good, now in maintenance',
      { allDown: 'last_good' },
      [ALL_UP, '1 maintenance A', '2 fra: B fail', '2 fra: C fail', '3 maintenance C'],
      'fallback',
    ],
  ])('%s', (_name, rules, script, expected) => {
    expect(answered(three(rules), script, 4)).toBe(expected);
  });

  it('is all of the last good ones that operators left, after a silence', () => {
    const domain = three({ allDown: 'last_good' });
    expect(answered(domain, [ALL_UP], 60)).toBe('last_good A B C');
    expect(answered(domain, [ALL_UP, '60 drain A', '61 maintenance B'], 62)).toBe('last_good A C');
  });

  it.each<[string, Partial<Rules>, string[], string]>([
    ['all_down: fallback', {}, [NONE_UP], 'nodata'],
    ['all_down: all, everything in maintenance', { allDown: 'all' }, ['1 maintenance *'], 'nodata'],
    ['all_down: last_good, never one', { allDown: 'last_good' }, [], 'nodata'],
  ])('is no address without a fallback: %s', (_name, rules, script, expected) => {
    expect(answered(three(rules, { fallback: [] }), script, 4)).toBe(expected);
  });

  it.each<[string, Partial<Rules>, string[], number, string]>([
    ['targets', {}, [ALL_UP], 5, 'ttl'],
    ['targets by force', {}, [NONE_UP, '1 force_up A'], 5, 'ttl'],
    ['targets by the brake', {}, [ALL_UP, '1 brake', '1 fra: A fail, B fail, C fail'], 5, 'ttl'],
    ['fallback', {}, [NONE_UP], 30, 'fallback_ttl'],
    ['panic', { minHealthy: 2 }, [ONE_UP], 30, 'fallback_ttl'],
    ['every target, as all are down', { allDown: 'all' }, [NONE_UP], 30, 'fallback_ttl'],
    ['last good', { allDown: 'last_good' }, [ONE_UP, '1 fra: A fail'], 30, 'fallback_ttl'],
    ['nothing', { allDown: 'nodata' }, [NONE_UP], 30, 'fallback_ttl'],
  ])('has the TTL of its source: %s', (_name, rules, script, ttl, ttlFrom) => {
    expect(decidedAfter(three(rules), script, 4)).toMatchObject({ ttl, ttlFrom });
  });

  it.each<[string, Partial<Rules>, string, object]>([
    ['all', {}, TWO_UP, { weights: null, maxAnswers: null }],
    ['all, at most 1', { maxAnswers: 1 }, TWO_UP, { weights: null, maxAnswers: 1 }],
    ['weighted', { select: 'weighted', maxAnswers: 1 }, TWO_UP, { weights: [10, 20], maxAnswers: 1 }],
    [
      'weighted, in panic',
      { select: 'weighted', maxAnswers: 1, minHealthy: 3 },
      TWO_UP,
      { weights: [10, 20, 30], maxAnswers: 1 },
    ],
    [
      'weighted, every target',
      { select: 'weighted', maxAnswers: 1, allDown: 'all' },
      NONE_UP,
      { weights: [10, 20, 30], maxAnswers: 1 },
    ],
    ['weighted, but the fallback', { select: 'weighted', maxAnswers: 1 }, NONE_UP, { weights: null, maxAnswers: null }],
  ])('says how it is drawn: %s', (_name, rules, said, expected) => {
    expect(decidedAfter(three(rules), [said], 4)).toMatchObject(expected);
  });

  it.each<[string, Partial<Rules>, string[], number[], number[]]>([
    // name, rules, what happened, the weights, as they are drawn
    ['up, weight 0 waits', {}, [ALL_UP], [30, 10, 0], [30, 10, 0]],
    ['panic, weight 0 may be the one that is up', { minHealthy: 2 }, ['0 fra: A fail, B fail, C ok'], [30, 10, 0], [30, 10, 10]],
    ['every target, as all are down', { allDown: 'all' }, [NONE_UP], [30, 10, 0], [30, 10, 10]],
    ['panic, weight 0 alone', { minHealthy: 2 }, [ONE_UP], [0, 0, 0], [0, 0, 0]],
    ['last good, as it was drawn', { allDown: 'last_good', timeoutMs: 3000 }, [ALL_UP], [30, 10, 0], [30, 10, 0]],
  ])('draws %s', (_name, rules, script, weights, drawn) => {
    const targets = IPS.map((ip, index) => ({ ip, weight: weights[index] }));
    const domain = aDomain({ rules: { select: 'weighted', maxAnswers: 1, ...rules }, targets });
    expect(decidedAfter(domain, script, 4).weights).toEqual(drawn);
  });
});

describe('families', () => {
  const both = aDomain({
    fallback: ['192.0.2.254', '2001:db8::fe'],
    targets: [{ ip: '192.0.2.10' }, { ip: '2001:db8::10' }],
  });
  it.each([
    ['0 fra: A ok, B ok', 'A B'],
    ['0 fra: A ok, B fail', 'A'], // so AAAA has no address, and no fallback either
    ['0 fra: A fail, B ok', 'B'],
    ['0 fra: A fail, B fail', 'fallback'],
  ])('are decided together: %s', (said, expected) => {
    expect(answered(both, [said], 1)).toBe(expected);
  });
});

describe('an address with several ports', () => {
  const ports = (rules: Partial<Rules> = {}) =>
    aDomain({
      rules,
      targets: [
        { ip: '192.0.2.10', port: 80, weight: 7 },
        { ip: '192.0.2.10', port: 443, weight: 9 },
        { ip: '192.0.2.10', port: 8443, disabled: true },
        { ip: '192.0.2.11', port: 443 },
      ],
    });
  it.each([
    ['up on each', '0 fra: A ok, B ok, D ok', 'A D'],
    ['down on one', '0 fra: A ok, B fail, D ok', 'D'],
    ['one not reported yet', '0 fra: A ok, D ok', 'D'],
    ['a disabled port does not count', '0 fra: A ok, B ok, C fail, D fail', 'A'],
  ])('%s', (_name, said, expected) => {
    expect(answered(ports(), [said], 1)).toBe(expected);
  });

  it('counts once, weighs once, and is answered for each port in service', () => {
    expect(answered(ports({ minHealthy: 2 }), ['0 fra: A ok, B ok'], 1)).toBe('all_targets A D');
    const { weights, targets } = decidedAfter(ports({ select: 'weighted' }), ['0 fra: A ok, B ok'], 1);
    expect(weights).toEqual([7]);
    expect(targets.map((target) => target.answered)).toEqual([true, true, false, false]);
  });
});
