import { describe, expect, it } from 'vitest';
import { aDomain } from './decide.fixture.js';
import { type Rules } from './model.js';
import { decidedAfter } from './script.fixture.js';

const hold: Partial<Rules> = { onSilence: 'hold' };
const tiers: Partial<Rules> = { select: 'priority' };
const domainOf = (rules: Partial<Rules>) =>
  aDomain({ rules, targets: [{ ip: '192.0.2.10', priority: 1 }, { ip: '192.0.2.11' }, { ip: '192.0.2.12', disabled: true }] });
const UP = '0 fra: A ok, B ok';

describe('the state of a domain, and its tags', () => {
  it.each<[string, Partial<Rules>, string[], number, string]>([
    // name, rules, what happened, seconds, state and tags
    ['all up', {}, [UP], 1, 'healthy'],
    ['one down', {}, ['0 fra: A ok, B fail'], 1, 'degraded'],
    ['one without evidence', {}, ['0 fra: A ok'], 1, 'degraded'],
    ['none up', {}, ['0 fra: A fail, B fail'], 1, 'fallback'],
    ['no evidence at all', {}, [], 1, 'fallback'],
    ['none up, all answered', { allDown: 'all' }, ['0 fra: A fail, B fail'], 1, 'fallback'],
    ['panic', { minHealthy: 2 }, ['0 fra: A ok, B fail'], 1, 'fallback'],
    ['no evidence, but forced up', {}, ['0 force_up *'], 1, 'unknown forced'],
    ['no evidence about one that is forced up', {}, ['0 fra: B ok', '0 force_up A'], 1, 'degraded forced'],

    ['votes are missing', hold, [UP], 60, 'frozen'],
    ['votes are missing, about one that is down', hold, ['0 fra: B fail', '10 fra: A ok'], 60, 'frozen'],
    ['nobody can say', hold, [UP], 300, 'frozen'],
    ['nobody could say for too long', hold, [UP], 600, 'fallback'],
    ['a missing vote that does not matter', hold, [UP, '30 ams: A ok, B ok'], 60, 'healthy'],
    ['votes are missing about one that is drained', hold, [UP, '1 drain A', '10 fra: B ok'], 60, 'frozen drain'],
    ['taken for up', { coldStart: 'serve_all' }, [], 1, 'frozen'],
    ['the brake keeps one', {}, [UP, '1 brake', '2 fra: A fail'], 3, 'frozen'],
    ['the brake keeps none', {}, [UP, '1 brake'], 3, 'healthy'],
    ['votes are missing about one in maintenance', hold, [UP, '1 maintenance A', '10 fra: B ok'], 60, 'healthy maintenance'],
    ['votes are missing about one that is forced up', hold, [UP, '1 force_up A', '10 fra: B ok'], 60, 'healthy forced'],

    ['a lower tier stands by', tiers, [UP], 1, 'healthy'],
    ['a lower tier serves', tiers, ['0 fra: A fail, B ok'], 1, 'degraded'],
    [
      'a lower tier serves for a while yet',
      { ...tiers, failback: 'manual' },
      [UP, '1 fra: A fail', '2 fra: A ok'],
      3,
      'degraded',
    ],
    ['a lower tier serves, as the higher is in maintenance', tiers, [UP, '1 maintenance A'], 2, 'healthy maintenance'],
    ['a lower tier serves, as the higher is drained', tiers, [UP, '1 drain A'], 2, 'healthy drain'],
    ['a lower tier is down', tiers, ['0 fra: A ok, B fail'], 1, 'degraded'],

    ['maintenance', {}, ['0 fra: A fail, B ok', '1 maintenance A'], 2, 'healthy maintenance'],
    ['maintenance of all', {}, [UP, '1 maintenance *'], 2, 'fallback maintenance'],
    ['forced down', {}, [UP, '1 force_down A'], 2, 'healthy forced'],
    ['forced up, though it is down', {}, ['0 fra: A fail, B ok', '1 force_up A'], 2, 'degraded forced'],
    ['drained', {}, [UP, '1 drain A'], 2, 'healthy drain'],
    ['all drained', {}, [UP, '1 drain *'], 2, 'healthy drain'],
    ['one of each', {}, [UP, '1 drain A', '1 force_up B'], 2, 'healthy drain forced'],
    ['twice the same', {}, [UP, '1 force_up A', '1 force_up B'], 2, 'healthy forced'],
    ['a disabled one is never tagged', {}, [UP, '1 maintenance C'], 2, 'healthy'],
  ])('%s', (_name, rules, script, seconds, expected) => {
    const { state, tags } = decidedAfter(domainOf(rules), script, seconds);
    expect([state, ...tags].join(' ')).toBe(expected);
  });

  it('shows the real verdict beside what is forced, and how long it stands', () => {
    const { targets } = decidedAfter(domainOf({}), ['0 fra: A ok', '5 fra: A fail', '6 force_up A'], 9);
    expect(targets[0]).toMatchObject({ verdict: 'down', forMs: 4000, service: 'forced_up', inForce: true, answered: true });
    expect(targets[0]?.override).toMatchObject({ kind: 'force_up', who: 'ops', why: 'work', until: null });
  });
});
