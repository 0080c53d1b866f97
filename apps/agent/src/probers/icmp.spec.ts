import { type ExecFileException } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { probeIcmp, readPing } from './icmp.js';

const check = { host: 'webmail.failover', verify: false, timeoutMs: 2000 };
afterEach(() => vi.unstubAllEnvs());

describe('icmp', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1'])('%s answers', async (ip) => {
    const observation = await probeIcmp({ ip, port: null }, check, AbortSignal.timeout(5000));
    expect(observation).toEqual({ result: 'ok', reason: null, latencyMs: expect.any(Number) });
    expect(observation.latencyMs).toBeGreaterThan(0);
  });

  it('is over when its signal aborts', async () => {
    const observation = await probeIcmp({ ip: '127.0.0.1', port: null }, check, AbortSignal.abort());
    expect(observation).toMatchObject({ result: 'fail', reason: 'timeout' });
  });

  it('says when ping is missing', async () => {
    vi.stubEnv('PATH', '/nonexistent');
    const observation = await probeIcmp({ ip: '127.0.0.1', port: null }, check, AbortSignal.timeout(5000));
    expect(observation).toMatchObject({ result: 'error', reason: 'local', detail: 'ping is not installed' });
  });
});

describe('what ping says', () => {
  const ended = (code: number) => Object.assign(new Error('ping'), { code }) as ExecFileException;

  it('gives the round trip, of iputils and of BusyBox', () => {
    expect(readPing(null, 'rtt min/avg/max/mdev = 0.677/0.677/0.677/0.000 ms\n', '').latencyMs).toBe(0.68);
    expect(readPing(null, 'round-trip min/avg/max = 12.3/12.3/12.3 ms\n', '').latencyMs).toBe(12.3);
  });

  it.each([
    [1, '1 packets transmitted, 0 received, 100% packet loss', '', 'fail', 'timeout'],
    [1, '1 packets transmitted, 0 received, +1 errors, 100% packet loss', '', 'fail', 'unreachable'],
    [2, '', 'ping: connect: Network is unreachable', 'error', 'unreachable'],
    [2, '', 'ping: socket: Operation not permitted', 'error', 'permission'],
    [1, '100% packet loss', 'ping: sendmsg: Operation not permitted', 'error', 'permission'],
    [2, '', 'ping: socket: Address family not supported by protocol', 'error', 'unreachable'],
    [2, '', 'ping: unknown trouble\nmore', 'error', 'local'],
  ])('exit %i, "%s%s" is %s: %s', (code, stdout, stderr, result, reason) => {
    expect(readPing(ended(code), stdout, stderr)).toMatchObject({ result, reason });
  });
});
