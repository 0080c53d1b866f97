import { describe, expect, it } from 'vitest';
import { RULES } from './decide.fixture.js';
import { type Rules, type Settled, type Tally, type VerdictValue, type Vote } from './model.js';
import { heard, settle, settledUntil, unsettled } from './settled.js';

const BASE: Tally = { up: 0, down: 0, missing: 0, electorate: 1, needed: 1, enough: 1, aside: 0, provisional: 0 };
const SAID = {
  up: { ...BASE, up: 1 },
  down: { ...BASE, down: 1 },
  undecided: { ...BASE, missing: 1 },
  silent: { ...BASE, electorate: 0 },
};
const GRACE = RULES.agentGraceMs;
const fallback: Rules = { ...RULES, onSilence: 'fallback' };
const hold: Rules = { ...RULES, onSilence: 'hold' };
const stands = (value: VerdictValue, change: Partial<Settled> = {}): Settled => ({ ...unsettled(0), value, ...change });

describe('settle', () => {
  const provisional = { provisionalUntil: 60_000 };
  it.each<[string, Rules, Settled, keyof typeof SAID, number, VerdictValue]>([
    // name, rules, what stands, what the votes say, when, what stands then
    ['the votes decide: up', fallback, stands('down'), 'up', 1000, 'up'],
    ['the votes decide: down', fallback, stands('up'), 'down', 1000, 'down'],
    ['the votes decide under hold', hold, stands('up'), 'down', 1000, 'down'],
    ['the votes decide against what stands from before', fallback, stands('up', provisional), 'down', 1000, 'down'],
    ['undecided: stays up', hold, stands('up'), 'undecided', 1000, 'up'],
    ['undecided: stays down', hold, stands('down'), 'undecided', 1000, 'down'],
    ['undecided: stays unknown', hold, stands('unknown'), 'undecided', 1000, 'unknown'],
    ['silent under fallback', fallback, stands('up'), 'silent', 1000, 'unknown'],
    ['silent under fallback, down before', fallback, stands('down'), 'silent', 1000, 'unknown'],
    ['silent, within the grace', hold, stands('up', { silentSince: 1000 }), 'silent', 1000 + GRACE - 1, 'up'],
    ['silent, down within the grace', hold, stands('down', { silentSince: 1000 }), 'silent', 1000 + GRACE - 1, 'down'],
    ['silent, the grace ended', hold, stands('up', { silentSince: 1000 }), 'silent', 1000 + GRACE, 'unknown'],
    ['silent from now on', hold, stands('up'), 'silent', 10 * GRACE, 'up'],
    ['silent, standing from before', fallback, stands('up', provisional), 'silent', 59_999, 'up'],
    ['silent, standing from before no longer', fallback, stands('up', provisional), 'silent', 60_000, 'unknown'],
    ['silent, standing from before no longer, under hold', hold, stands('up', provisional), 'silent', 60_000, 'up'],
    ['nobody said up for less than twice the grace', hold, stands('up', { upAt: 0 }), 'undecided', 2 * GRACE - 1, 'up'],
    ['nobody said up for twice the grace', hold, stands('up', { upAt: 0 }), 'undecided', 2 * GRACE, 'unknown'],
    ['nobody said up for twice the grace, silent just now', hold, stands('up', { upAt: 0 }), 'silent', 2 * GRACE, 'unknown'],
    ['nobody said up: what is down stays down', hold, stands('down', { upAt: 0 }), 'undecided', 2 * GRACE, 'down'],
  ])('%s', (_name, rules, before, said, now, value) => {
    const after = settle(before, SAID[said], now, rules);
    expect(after.value).toBe(value);
    expect(after.since).toBe(value === before.value ? before.since : now);
    expect(settledUntil(after, rules)).toBeGreaterThan(now);
  });

  it('is the same value when nothing changed', () => {
    const before = stands('up');
    expect(settle(before, SAID.up, 1000, fallback)).toBe(before);
  });

  it('counts a silence from its begin, and forgets it when enough vote again', () => {
    const silent = settle(stands('up'), SAID.silent, 1000, hold);
    expect(silent.silentSince).toBe(1000);
    expect(settledUntil(silent, hold)).toBe(1000 + GRACE);
    expect(settle(silent, SAID.silent, 2000, hold)).toBe(silent);
    expect(settle(silent, SAID.undecided, 2000, hold).silentSince).toBeNull();
    expect(settle(silent, SAID.silent, 1000 + GRACE, hold).silentSince).toBeNull();
  });

  it('stands from before the start no longer once votes decide, or the time is over', () => {
    const before = stands('up', provisional);
    expect(settle(before, SAID.up, 1000, hold).provisionalUntil).toBeNull();
    expect(settle(before, SAID.undecided, 59_999, hold).provisionalUntil).toBe(60_000);
    expect(settle(before, SAID.undecided, 60_000, hold).provisionalUntil).toBeNull();
    expect(settledUntil(before, hold)).toBe(60_000);
  });
});

describe('what is remembered', () => {
  /** u(p) d(own) s(ilent), a second apart, from `first`. */
  const walk = (letters: string, first: Settled = unsettled(0)) =>
    [...letters].reduce(
      (settled, letter, index) =>
        settle(settled, { u: SAID.up, d: SAID.down, s: SAID.silent }[letter] ?? BASE, (index + 1) * 1000, fallback),
      first,
    );
  const provisional = stands('up', { provisionalUntil: 3000 });

  it.each<[string, string, Settled | undefined, number | null, number | null]>([
    // name, what the votes say each second, what stands first, left at, back at
    ['up from the start was never out', 'u', undefined, null, null],
    ['slow to report is not back', 'sssu', undefined, null, null],
    ['down first, then up', 'du', undefined, null, 2000],
    ['down, then nobody could say, then up', 'dsu', undefined, null, 3000],
    ['left as down', 'ud', undefined, 2000, null],
    ['left as down, and back', 'udu', undefined, 2000, 3000],
    ['left as silent, and back', 'usu', undefined, 2000, 3000],
    ['left, down, silent, and back', 'udsu', undefined, 2000, 4000],
    ['stays back', 'uduuu', undefined, 2000, 3000],
    ['left again', 'udud', undefined, 4000, null],
    ['confirmed after the start', 'ssu', provisional, null, null],
    ['confirmed too late: it was merely slow', 'sssu', provisional, 3000, null],
    ['down after the start, and back', 'sdu', provisional, 2000, 3000],
    ['confirmed, left, and back', 'udu', provisional, 2000, 3000],
  ])('%s', (_name, letters, first, leftAt, backAt) => {
    expect(walk(letters, first)).toMatchObject({ leftAt, backAt });
  });

  const vote = (value: Vote['value'], at: number) => ({ value, at }) as Vote;
  it.each<[string, Rules, Vote[], number | undefined, number | undefined]>([
    ['the latest vote up', hold, [vote('up', 3), vote('up', 5), vote('down', 9)], undefined, 5],
    ['the latest of all times', hold, [vote('up', 3)], 4, 4],
    ['none', hold, [vote('down', 3)], undefined, undefined],
    ['nothing under fallback', fallback, [vote('up', 3)], undefined, undefined],
  ])('when something last said up: %s', (_name, rules, votes, before, expected) => {
    expect(heard({ ...stands('up'), ...(before === undefined ? {} : { upAt: before }) }, votes, rules).upAt).toBe(expected);
  });
});
