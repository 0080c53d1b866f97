import { TokenHolder } from '../api/caller.js';
import { describe, expect, it } from 'vitest';
import { aHub, aReport } from '../health/health.fixture.js';
import { transitionLine } from './transition-line.js';

describe('transitionLine', () => {
  it('reads like a sentence: what changed, why, and what is answered now', () => {
    const hub = aHub();
    const lines: string[] = [];
    hub.decisions.onChange((decision, previous) => lines.push(transitionLine(decision, previous)));
    const report = (change: object) => hub.reports.accept(aReport(change), new TokenHolder('secret_token'));
    report({});
    report({ ip: '192.0.2.11' });
    report({ result: 'fail', reason: 'refused' });
    report({ ip: '192.0.2.11', result: 'fail', reason: 'timeout' });
    expect(lines).toEqual([
      'webmail.failover: 192.0.2.10:443 up (any 1 of 1 up, needs 1) → answering 192.0.2.10, TTL 5',
      'webmail.failover: 192.0.2.11:443 up (any 1 of 1 up, needs 1) → answering 192.0.2.10 192.0.2.11, TTL 5',
      'webmail.failover: 192.0.2.10:443 down (any 0 of 1 up, needs 1; fra: refused 1/1) → answering 192.0.2.11, TTL 5',
      'webmail.failover: 192.0.2.11:443 down (any 0 of 1 up, needs 1; fra: timeout 1/1) → answering fallback 192.0.2.254, TTL 30',
    ]);
    hub.decisions.onApplicationShutdown();
  });

  it('names who took an address out, and why, and says when it is back', () => {
    const hub = aHub();
    const lines: string[] = [];
    hub.decisions.onChange((decision, previous) => lines.push(transitionLine(decision, previous)));
    const [domain] = hub.config.value.domains.values();
    const override = { kind: 'force_up', ip: '192.0.2.10', who: 'ann', why: 'new disk', since: 0, until: null } as const;
    hub.states.apply(domain!, { kind: 'override', override });
    hub.states.apply(domain!, { kind: 'release', ip: '192.0.2.10' });
    expect(lines).toEqual([
      'webmail.failover: 192.0.2.10:443 forced up (by ann: new disk) → answering 192.0.2.10, TTL 5',
      'webmail.failover: 192.0.2.10:443 back in service → answering fallback 192.0.2.254, TTL 30',
    ]);
    hub.decisions.onApplicationShutdown();
  });
});
