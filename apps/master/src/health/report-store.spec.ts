import { TokenHolder } from '../api/caller.js';
import { describe, expect, it } from 'vitest';
import { aDomainConfig, aHub, aReport, aTarget } from './health.fixture.js';
import { type IncomingReport } from './report.js';

const TOKEN = new TokenHolder('secret_token');
const CHECKS = [
  { name: 'tcp', type: 'tcp', port: 443 },
  { name: 'web', type: 'https', port: 443 },
] as const;
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
    expect(aHub().reports.accept(aReport(change), new TokenHolder(token))).toMatchObject(expected);
  });

  it('takes reports without a token where the domain has none', () => {
    const open = aDomainConfig({ agent: { intervalSec: 30, timeoutSec: 5, fastIntervalSec: undefined, token: undefined } });
    expect(aHub([open]).reports.accept(aReport(), new TokenHolder('anything')).taken).toBe(true);
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

  it('takes a later result for later, though the one before travelled longer', () => {
    const hub = aHub();
    const send = (seq: number, result: 'ok' | 'fail', ageMs: number) =>
      hub.reports.accept(aReport({ result, ageMs, sequence: { boot: 'one', seq } }), TOKEN);
    send(1, 'ok', 0);
    hub.clock.at += 2;
    send(2, 'fail', 300);
    expect(voteOf(hub)).toBe('down');
    send(3, 'ok', 600);
    expect(voteOf(hub)).toBe('up');
    hub.clock.at += 59_998;
    expect(hub.decisions.decideNow(aDomainConfig()).source).toBe('fallback');
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
    reports.accept(aReport(), new TokenHolder('wrong'));
    expect(counted).toEqual(['taken', 'repeated', 'wrong_token']);
  });

  describe('with several checks of one target', () => {
    const twice = aDomainConfig({ targets: [aTarget({ checks: 2 })], checks: [CHECKS] });
    const heard = () => {
      const hub = aHub([twice]);
      const turns: string[] = [];
      hub.reports.onTurn(({ agent, result }) => turns.push(`${agent} ${result}`));
      const send = (type: string, result: 'ok' | 'fail' | 'error', seq?: number, agent = 'fra') =>
        hub.reports.accept(
          aReport({ agent, result, check: { name: '', type }, ...(seq && { sequence: { boot: 'one', seq } }) }),
          TOKEN,
        );
      const answer = () => hub.decisions.decideNow(twice).addresses.join();
      return { ...hub, turns, send, answer };
    };

    it('ANDs them into one vote', () => {
      const { send, answer } = heard();
      send('tcp', 'ok');
      expect(answer()).toBe('192.0.2.254');
      send('https', 'ok');
      expect(answer()).toBe('192.0.2.10');
      send('https', 'fail');
      send('tcp', 'ok');
      expect(answer()).toBe('192.0.2.254');
      send('https', 'ok');
      expect(answer()).toBe('192.0.2.10');
    });

    it('keeps the last report of each, and drops repetitions of each alone', () => {
      const { send, reports } = heard();
      send('https', 'ok', 7);
      send('tcp', 'fail', 6);
      send('tcp', 'ok', 6);
      send('https', 'fail', 3);
      expect(reports.lastReports(twice)[0]?.map(({ check, result, seq }) => [check, result, seq])).toEqual([
        [1, 'ok', 7],
        [0, 'fail', 6],
      ]);
    });

    it('tells of a turn when the worst of them turns', () => {
      const { send, turns } = heard();
      send('tcp', 'ok');
      send('https', 'ok');
      send('https', 'fail');
      send('tcp', 'fail');
      send('https', 'ok');
      send('tcp', 'error');
      send('tcp', 'ok');
      expect(turns).toEqual(['fra ok', 'fra fail', 'fra error', 'fra ok']);
    });

    it('refuses a check that the target does not have, and counts agents for each check', () => {
      const { send } = heard();
      expect(send('icmp', 'ok')).toMatchObject({ detail: 'icmp is no check of 192.0.2.10 port 443 in webmail.failover' });
      for (let i = 0; i < 256; i++) send('tcp', 'ok', undefined, `agent-${i}`);
      expect(send('tcp', 'ok', undefined, 'one more')).toMatchObject({ refusal: 'too_many_agents' });
      expect(send('https', 'ok', undefined, 'one more').taken).toBe(true);
    });
  });
});
