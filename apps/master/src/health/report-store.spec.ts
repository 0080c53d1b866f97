import { tokenCheck } from '../config/token.js';
import { describe, expect, it } from 'vitest';
import { aDomainConfig, aHub, aReport } from './health.fixture.js';
import { type IncomingReport } from './report.js';

const TOKEN = tokenCheck('secret_token');
const voteOf = ({ states }: ReturnType<typeof aHub>, agent = 'fra') =>
  states.stateOf(aDomainConfig()).votes[0]?.find((vote) => vote.agent === agent)?.value;

describe('ReportStore', () => {
  it.each<[string, Partial<IncomingReport>, string | undefined, object]>([
    ['takes a report about a target', {}, 'secret_token', { taken: true }],
    ['takes a name in any case', { domain: 'WebMail.Failover.' }, 'secret_token', { taken: true }],
    ['refuses a domain that it does not know', { domain: 'mail.failover' }, 'secret_token', { refusal: 'unknown_domain' }],
    ['refuses another token', {}, 'wrong', { refusal: 'wrong_token' }],
    ['refuses a missing token', {}, undefined, { refusal: 'wrong_token' }],
    ['refuses an address that is not a target', { ip: '198.51.100.1' }, 'secret_token', { refusal: 'unknown_target' }],
    ['refuses another port of a target', { port: 80 }, 'secret_token', { refusal: 'unknown_target' }],
    ['refuses a report without a port about a target with one', { port: null }, 'secret_token', { refusal: 'unknown_target' }],
  ])('%s', (_name, change, token, expected) => {
    expect(aHub().reports.accept(aReport(change), tokenCheck(token))).toMatchObject(expected);
  });

  it('takes reports without a token where the domain has none', () => {
    const open = aDomainConfig({ agent: { intervalSec: 30, timeoutSec: 5, fastIntervalSec: undefined, token: undefined } });
    expect(aHub([open]).reports.accept(aReport(), tokenCheck('anything')).taken).toBe(true);
  });

  it('drops a result that it has seen, and one that is older', () => {
    const hub = aHub();
    const send = (seq: number, result: 'ok' | 'fail', boot = 'one') =>
      hub.reports.accept(aReport({ result, sequence: { boot, seq } }), TOKEN);
    send(5, 'ok');
    send(5, 'fail');
    send(4, 'fail');
    expect(voteOf(hub)).toBe('up');
    send(6, 'fail');
    expect(voteOf(hub)).toBe('down');
    send(1, 'ok', 'restarted');
    expect(voteOf(hub)).toBe('up');
  });

  it('takes a buffered result for as old as it is', () => {
    const hub = aHub();
    hub.reports.accept(aReport({ ageMs: 59_000 }), TOKEN);
    const domain = aDomainConfig();
    expect(hub.decisions.decideNow(domain).addresses).toEqual(['192.0.2.10']);
    hub.clock.at += 1000;
    expect(hub.decisions.decideNow(domain).source).toBe('fallback');
  });

  it('does not let an agent’s clock make a result younger than now', () => {
    const hub = aHub();
    hub.reports.accept(aReport({ ageMs: -3_600_000 }), TOKEN);
    hub.clock.at += 60_000;
    expect(hub.decisions.decideNow(aDomainConfig()).source).toBe('fallback');
  });

  it('hears a bounded number of agents, and forgets those that went for good', () => {
    const hub = aHub();
    for (let i = 0; i < 256; i++) hub.reports.accept(aReport({ agent: `agent-${i}` }), TOKEN);
    expect(hub.reports.accept(aReport({ agent: 'one more' }), TOKEN)).toMatchObject({ refusal: 'too_many_agents' });
    hub.clock.at += 300_001;
    expect(hub.reports.accept(aReport({ agent: 'one more' }), TOKEN).taken).toBe(true);
    expect(hub.reports.lastReports(aDomainConfig())[0]?.map((report) => report.agent)).toEqual(['one more']);
  });

  it('counts what became of each report', () => {
    const { reports } = aHub();
    const counted: string[] = [];
    reports.onReport((outcome) => counted.push(outcome));
    const sequence = { boot: 'one', seq: 1 };
    reports.accept(aReport({ sequence }), TOKEN);
    reports.accept(aReport({ sequence }), TOKEN);
    reports.accept(aReport(), tokenCheck('wrong'));
    expect(counted).toEqual(['taken', 'repeated', 'wrong_token']);
  });
});
