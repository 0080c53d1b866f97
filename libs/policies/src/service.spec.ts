import { describe, expect, it } from 'vitest';
import { aDomain } from './decide.fixture.js';
import { played } from './script.fixture.js';
import { standingsOf } from './service.js';

const domain = aDomain({ targets: [{ ip: '192.0.2.10' }, { ip: '192.0.2.11' }, { ip: '192.0.2.12', disabled: true }] });
/** Services of A, B and C, `+` where it counts as up; A and B are up by their votes, C is disabled. */
const services = (script: readonly string[], seconds: number): string =>
  standingsOf(domain, played(domain, ['0 fra: A ok, B ok, C ok', ...script]), seconds * 1000)
    .map(({ service, inForce }) => `${service}${inForce ? '+' : ''}`)
    .join(' ');

describe('what operators and the config make of a target', () => {
  it.each<[string, string[], string]>([
    ['nothing', [], 'in+ in+ disabled'],
    ['maintenance', ['1 maintenance A'], 'maintenance in+ disabled'],
    ['maintenance of all', ['1 maintenance *'], 'maintenance maintenance disabled'],
    ['forced down', ['1 force_down A'], 'forced_down in+ disabled'],
    ['forced up, though it is down', ['1 fra: A fail', '1 force_up A'], 'forced_up+ in+ disabled'],
    ['drained', ['1 drain A'], 'drain+ in+ disabled'],
    ['drained, and down', ['1 fra: A fail', '1 drain A'], 'drain in+ disabled'],
    ['disabled beats force', ['1 force_up C'], 'in+ in+ disabled'],
    ['disabled beats force of all', ['1 force_up *'], 'forced_up+ forced_up+ disabled'],
    ['maintenance of all beats a forced target', ['1 force_up A', '1 maintenance *'], 'maintenance maintenance disabled'],
    ['maintenance of a target beats force of all', ['1 maintenance A', '1 force_up *'], 'maintenance forced_up+ disabled'],
    ['force of all beats a drained target', ['1 force_up *', '1 drain A'], 'forced_up+ forced_up+ disabled'],
    ['a forced target beats drain of all', ['1 force_down A', '1 drain *'], 'forced_down drain+ disabled'],
    ['within a rank a target that is down beats all', ['1 force_down A', '1 force_up *'], 'forced_down forced_up+ disabled'],
    ['within a rank the target beats all', ['1 force_up A', '1 force_down *'], 'forced_up+ forced_down disabled'],
    [
      'within a rank the target beats all, whatever came last',
      ['1 force_down *', '1 force_up A'],
      'forced_up+ forced_down disabled',
    ],
    ['the later word about one address replaces the earlier', ['1 maintenance A', '1 drain A'], 'drain+ in+ disabled'],
    ['the later word about all replaces the earlier', ['1 drain *', '1 maintenance *', '1 drain *'], 'drain+ drain+ disabled'],
    ['it is taken back', ['1 maintenance A', '1 release A'], 'in+ in+ disabled'],
    ['what is about all is not taken back with a target', ['1 maintenance *', '1 release A'], 'maintenance maintenance disabled'],
    ['what is about all is taken back', ['1 maintenance *', '1 drain A', '1 release *'], 'drain+ in+ disabled'],
  ])('%s', (_name, script, expected) => {
    expect(services(script, 2)).toBe(expected);
  });

  it.each([
    ['before', 29.999, 'maintenance in+ disabled'],
    ['exactly then', 30, 'in+ in+ disabled'],
  ])('ends exactly at `until`: %s', (_name, seconds, expected) => {
    expect(services(['1 maintenance A until 30'], seconds)).toBe(expected);
  });

  it('was over before it came', () => {
    expect(services(['5 maintenance A until 5'], 5)).toBe('in+ in+ disabled');
  });

  it('lets a weaker override count once the stronger is over', () => {
    const script = ['1 drain *', '1 maintenance A until 30'];
    expect([29, 30].map((seconds) => services(script, seconds))).toEqual([
      'maintenance drain+ disabled',
      'drain+ drain+ disabled',
    ]);
  });
});

describe('the brake', () => {
  it.each<[string, string[], string]>([
    ['keeps what leaves while it is on', ['1 brake', '2 fra: A fail'], 'in+ in+ disabled'],
    ['brings back what left in the window before', ['2 fra: A fail', '3 brake from 2'], 'in+ in+ disabled'],
    ['does nothing for what left earlier', ['2 fra: A fail', '3 brake from 2.5'], 'in in+ disabled'],
    ['is released', ['1 brake', '2 fra: A fail', '3 brake off'], 'in in+ disabled'],
    ['ends at its time', ['1 brake until 4', '2 fra: A fail'], 'in in+ disabled'],
    ['holds before its time', ['1 brake until 4.001', '2 fra: A fail'], 'in+ in+ disabled'],
    [
      'does not keep what an operator takes out',
      ['1 brake', '2 fra: A fail', '3 maintenance A', '3 force_down B'],
      'maintenance forced_down disabled',
    ],
    ['keeps a drained target for when it is needed', ['1 brake', '2 fra: A fail', '3 drain A'], 'drain+ in+ disabled'],
  ])('%s', (_name, script, expected) => {
    expect(services(script, 4)).toBe(expected);
  });

  it('does nothing for a target that never was in', () => {
    const never = aDomain();
    const state = played(never, ['1 brake from 0', '2 fra: A fail']);
    expect(standingsOf(never, state, 3000).map(({ inForce }) => inForce)).toEqual([false, false]);
  });
});
