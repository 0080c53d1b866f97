import { describe, expect, it } from 'vitest';
import { closedPort, listenTcp } from './listeners.fixture.js';
import { probeTcp } from './tcp.js';

const check = { host: 'webmail.failover', verify: false, timeoutMs: 5000 };
const patient = () => AbortSignal.timeout(5000);

describe('tcp', () => {
  it.each(['127.0.0.1', '::1'])('passes when %s accepts, and measures the handshake', async (ip) => {
    const port = await listenTcp(undefined, ip);
    const observation = await probeTcp({ ip, port }, check, patient());
    expect(observation).toEqual({ result: 'ok', reason: null, latencyMs: expect.any(Number) });
    expect(observation.latencyMs).toBeGreaterThan(0);
  });

  it('fails as refused when nothing listens', async () => {
    const target = { ip: '127.0.0.1', port: await closedPort() };
    expect(await probeTcp(target, check, patient())).toEqual({ result: 'fail', reason: 'refused', latencyMs: null });
  });

  it('lets go of the connection once it stands', async () => {
    const closed = Promise.withResolvers<void>();
    const port = await listenTcp((socket) => socket.on('close', () => closed.resolve()).resume());
    await probeTcp({ ip: '127.0.0.1', port }, check, patient());
    await closed.promise;
  });

  it('fails as timeout when its signal aborts first', async () => {
    const port = await listenTcp();
    const aborted = AbortSignal.abort();
    expect(await probeTcp({ ip: '127.0.0.1', port }, check, aborted)).toMatchObject({ result: 'fail', reason: 'timeout' });
  });
});
