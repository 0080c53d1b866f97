import { describe, expect, it } from 'vitest';
import { duration, durationMs, percentOf, share } from './rules.js';

describe('a duration', () => {
  it.each([
    ['250ms', 250],
    ['5s', 5000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['365d', 31_536_000_000],
  ])('%s is %i ms', (text, ms) => expect([duration.check(text), durationMs(text)]).toEqual([true, ms]));

  it.each([
    [300, 'a duration needs a unit: is 300s meant, or 300m?'],
    ['1.5', 'a duration needs a unit: is 1.5s meant, or 1.5m?'],
    ['366d', 'a year is the most'],
    ['0s', undefined],
    ['-5m', undefined],
    ['5 m', undefined],
    ['5M', undefined],
    ['1h30m', undefined],
    ['constructor', undefined],
    ['', undefined],
    [null, undefined],
    [true, undefined],
  ])('%j is none: %s', (value, hint) => expect([duration.check(value), duration.hint?.(value)]).toEqual([false, hint]));
});

describe('a share', () => {
  it.each(['1%', '60%', '100%'])('%s', (text) => expect([share.check(text), `${percentOf(text)}%`]).toEqual([true, text]));
  it.each(['0%', '101%', '060%', '60', '60 %', '-5%', '', 60, 0.6, null])('%j is none', (value) =>
    expect(share.check(value)).toBe(false),
  );
});
