import { expect, it } from 'vitest';
import { Rate } from './rate.js';

it('counts what came within the last minute, about', () => {
  const rate = new Rate();
  expect(rate.perMinute(5_000)).toBe(0);
  for (let at = 0; at < 120_000; at += 1000) rate.add(2, at);
  for (const at of [119_999, 120_000, 130_000]) {
    const gone = Math.max(0, at - 120_000);
    expect(Math.round(rate.perMinute(at)), `${at}`).toBe(Math.round((120 * (60_000 - gone)) / 60_000));
  }
  expect(rate.perMinute(180_000)).toBe(0);
  rate.add(7, 500_000);
  expect(rate.perMinute(500_000)).toBe(7);
});
