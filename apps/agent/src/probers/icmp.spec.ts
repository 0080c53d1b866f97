import { type ExecFileException } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { probeIcmp, readPing } from './icmp.js';
import { running } from './prober.fixture.js';

const probe = running('icmp', probeIcmp);
afterEach(() => vi.unstubAllEnvs());

describe('icmp', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1'])('%s answers', async (ip) => {
    const observation = await probe(null, {}, { ip });
    const details = { sent: 1, received: 1, loss_percent: 0, min_ms: expect.any(Number), max_ms: expect.any(Number) };
    expect(observation).toEqual({ result: 'ok', reason: null, latencyMs: expect.any(Number), details });
    expect(observation.latencyMs).toBeGreaterThan(0);
  });

  it('asks as often as it is told to', async () => {
    expect(await probe(null, { count: 3 })).toMatchObject({ result: 'ok', details: { sent: 3, received: 3 } });
  });

  it('says when the echoes do not fit into the time of the check', async () => {
    const observation = await probe(null, { count: 6 }, { timeoutMs: 1000 });
    expect(observation).toMatchObject({
      result: 'error',
      reason: 'local',
      detail: '6 echoes take 1000 ms, and the check may take 1000 ms',
    });
  });

  it('is over when its signal aborts', async () => {
    const observation = await probe(null, {}, { signal: AbortSignal.abort() });
    expect(observation).toMatchObject({ result: 'fail', reason: 'timeout' });
  });

  it('says when ping is missing', async () => {
    vi.stubEnv('PATH', '/nonexistent');
    const observation = await probe(null);
    expect(observation).toMatchObject({ result: 'error', reason: 'local', detail: 'ping is not installed' });
  });
});

describe('what ping says', () => {
  const ended = (code: number) => Object.assign(new Error('ping'), { code }) as ExecFileException;

  const said = (received: number, times: string) =>
    `4 packets transmitted, ${received} received, 0% packet loss, time 3ms\n${times}\n`;

  it.each([
    [
      'iputils',
      '4 packets transmitted, 4 received, 0% packet loss, time 3ms\nrtt min/avg/max/mdev = 0.577/0.677/0.777/0.000 ms\n',
      0.68,
    ],
    ['BusyBox', '4 packets transmitted, 4 packets received, 0% packet loss\nround-trip min/avg/max = 12.2/12.3/12.4 ms\n', 12.3],
  ])('gives the round trip, of %s', (_which, stdout, latencyMs) =>
    expect(readPing(null, stdout, '', 50)).toMatchObject({ result: 'ok', latencyMs, details: { sent: 4, received: 4 } }),
  );

  it.each([
    [4, 0, 'ok'],
    [2, 50, 'ok'],
    [2, 49, 'fail'],
    [1, 50, 'fail'],
    [1, 75, 'ok'],
    [3, 0, 'fail'],
  ])('%i of 4 with %i %% of loss allowed is %s', (received, maxLoss, result) => {
    const stdout = said(received, 'rtt min/avg/max/mdev = 1/2/3/0 ms');
    const shown = result === 'ok' ? {} : { reason: 'timeout', detail: `${received} of 4 echoes came back` };
    expect(readPing(null, stdout, '', maxLoss)).toMatchObject({ result, latencyMs: 2, ...shown });
  });

  it('is an error where it is not understood', () =>
    expect(readPing(null, 'pong', '', 50)).toMatchObject({ result: 'error', reason: 'local' }));

  it.each([
    [1, '1 packets transmitted, 0 received, 100% packet loss', '', 'fail', 'timeout'],
    [1, '1 packets transmitted, 0 received, +1 errors, 100% packet loss', '', 'fail', 'unreachable'],
    [2, '', 'ping: connect: Network is unreachable', 'error', 'unreachable'],
    [2, '', 'ping: connect: No route to host', 'error', 'unreachable'],
    [2, '', 'ping: Do you want to ping broadcast? Then -b. If not, check your local firewall rules', 'error', 'permission'],
    [2, '', 'ping: socket: Operation not permitted', 'error', 'permission'],
    [1, '100% packet loss', 'ping: sendmsg: Operation not permitted', 'error', 'permission'],
    [2, '', 'ping: socket: Address family not supported by protocol', 'error', 'unreachable'],
    [2, '', 'ping: unknown trouble\nmore', 'error', 'local'],
  ])('exit %i, "%s%s" is %s: %s', (code, stdout, stderr, result, reason) => {
    expect(readPing(ended(code), stdout, stderr, 50)).toMatchObject({ result, reason });
  });
});
