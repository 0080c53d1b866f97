import { describe, expect, it } from 'vitest';
import { CurrentConfig } from '../config/current-config.js';
import { aMasterConfig } from '../health/health.fixture.js';
import { Attempts } from './attempts.js';
import { type Problem } from './problem.js';

const ALLOWED = 3;

/** `judge` at an address: what was found, or the status that was thrown. */
function attempts() {
  const config = aMasterConfig();
  config.api = { ...config.api, rateLimit: { ...config.api.rateLimit, failuresPerMinute: ALLOWED } };
  const all = new Attempts(new CurrentConfig(config));
  return (token: string, isRight = false, ip = '192.0.2.1', now = 0) => {
    try {
      return all.judge({ ip }, token, isRight, now);
    } catch (error) {
      return (error as Problem).getStatus();
    }
  };
}

describe('wrong tokens', () => {
  it('are looked at so often from one address, and then no unknown one is, right or wrong', () => {
    const judge = attempts();
    expect([judge('a'), judge('b'), judge('c'), judge('d')]).toEqual([false, false, false, 429]);
    expect([judge('the token', true), judge('e', false, '192.0.2.2')]).toEqual([429, false]);
    expect(judge('the token', true, '192.0.2.1', 60_000)).toBe(true);
  });

  it('do not keep out who has shown a right one before', () => {
    const judge = attempts();
    expect(judge('the token', true)).toBe(true);
    for (const token of 'abcdef') judge(token);
    expect([judge('the token', true), judge('another', true)]).toEqual([true, 429]);
  });

  it('count once each, so an agent with an old one does not lock out others', () => {
    const judge = attempts();
    for (let n = 0; n < 100; n++) expect(judge('old')).toBe(false);
    expect(judge('the token', true)).toBe(true);
    for (const token of 'abcdef') judge(token);
    expect(judge('old')).toBe(false);
  });

  it('that the config has made right are right', () => {
    const judge = attempts();
    expect([judge('new'), judge('new', true)]).toEqual([false, true]);
  });
});
