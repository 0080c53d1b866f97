import { describe, expect, it } from 'vitest';
import { closedPort } from './listeners.fixture.js';
import { running } from './prober.fixture.js';
import { listenUdp } from './udp.fixture.js';
import { probeUdp } from './udp.js';

const probe = running('udp', probeUdp);
const hurried = { timeoutMs: 600 };

describe('udp', () => {
  it.each(['127.0.0.1', '::1'])('passes when %s replies', async (ip) => {
    const port = await listenUdp((message, reply) => reply(Buffer.concat([message, Buffer.from('!')])), ip);
    const observation = await probe(port, { send: 'ping' }, { ip });
    expect(observation).toEqual({ result: 'ok', reason: null, latencyMs: expect.any(Number), details: { reply_bytes: 5 } });
  });

  it.each([
    [{ send: 'ping', expect: 'pong' }, 'pong', 'ok'],
    [{ send: 'ping', expect: '/^p[aeiou]ng$/' }, 'pong', 'ok'],
    [{ send_hex: '70696e67', expect: 'pong' }, 'pong', 'ok'],
    [{ send: 'ping', expect: 'pong' }, 'other', 'fail'],
    [{ send: 'ping' }, '', 'ok'],
  ])('%j answered by "%s" is %s', async (params, answer, result) => {
    const port = await listenUdp((message, reply) => message.toString() === 'ping' && reply(Buffer.from(answer)));
    expect(await probe(port, params, hurried)).toMatchObject({ result, ...(result === 'ok' ? {} : { reason: 'body' }) });
  });

  it('fails as timeout in silence, as refused when ICMP says so', async () => {
    expect(await probe(await listenUdp(), { send: 'x' }, hurried)).toEqual({
      result: 'fail',
      reason: 'timeout',
      detail: 'no answer',
      latencyMs: null,
    });
    expect(await probe(await closedPort(), { send: 'x' })).toEqual({ result: 'fail', reason: 'refused', latencyMs: null });
  });

  it('hears nobody but its target', async () => {
    const other = await listenUdp();
    const port = await listenUdp((_message, _reply, from) => void probe(from.port, { send: 'forged' }, hurried));
    expect(await probe(port, { send: 'x' }, hurried)).toMatchObject({ result: 'fail', reason: 'timeout' });
    expect(other).toBeGreaterThan(0);
  });

  it('is over when its signal aborts', async () => {
    const observation = await probe(await listenUdp(), { send: 'x' }, { signal: AbortSignal.abort() });
    expect(observation).toMatchObject({ result: 'fail', reason: 'timeout' });
  });
});
