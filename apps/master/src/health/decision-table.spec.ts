import { TokenHolder } from '../api/caller.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDomainConfig, aHub, aReport } from './health.fixture.js';

const TOKEN = new TokenHolder('secret_token');
const domain = aDomainConfig();

describe('DecisionTable', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  function watched() {
    const hub = aHub();
    const changes: string[] = [];
    hub.decisions.onChange((now, before) => changes.push(`${before.addresses.join(' ')} → ${now.addresses.join(' ')}`));
    const report = (change: object) => hub.reports.accept(aReport(change), TOKEN);
    const pass = (ms: number) => {
      hub.clock.at += ms;
      vi.advanceTimersByTime(ms);
    };
    return { ...hub, changes, report, pass };
  }

  it('answers the fallback before anything was reported', () => {
    expect(watched().decisions.inForce(domain)).toMatchObject({ addresses: ['192.0.2.254'], ttl: 30, state: 'fallback' });
  });

  it('decides before the report is answered', () => {
    const { report, changes, decisions } = watched();
    report({});
    expect(decisions.inForce(domain).addresses).toEqual(['192.0.2.10']);
    report({ result: 'fail' });
    expect(changes).toEqual(['192.0.2.254 → 192.0.2.10', '192.0.2.10 → 192.0.2.254']);
  });

  it('says nothing when a report changes nothing', () => {
    const { report, changes } = watched();
    report({});
    report({ agent: 'ams' });
    report({});
    expect(changes).toHaveLength(1);
  });

  it('decides anew by itself when a vote goes stale', () => {
    const { report, pass, changes } = watched();
    report({});
    pass(59_999);
    expect(changes).toHaveLength(1);
    pass(1);
    expect(changes).toEqual(['192.0.2.254 → 192.0.2.10', '192.0.2.10 → 192.0.2.254']);
  });

  it('keeps a vote that is renewed, and takes one back that was stale', () => {
    const { report, pass, changes } = watched();
    report({});
    pass(30_000);
    report({});
    pass(30_000);
    pass(29_999);
    expect(changes).toHaveLength(1);
    pass(1);
    expect(changes).toHaveLength(2);
    report({});
    expect(changes.at(-1)).toBe('192.0.2.254 → 192.0.2.10');
  });
});
