import { type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { closedPort, listenTcp } from './listeners.fixture.js';
import { running } from './prober.fixture.js';
import { probeTcp } from './tcp.js';

const probe = running('tcp', probeTcp);
/** For targets that never answer. */
const hurried = { timeoutMs: 600 };

describe('tcp', () => {
  it.each(['127.0.0.1', '::1'])('passes when %s accepts, and measures the handshake', async (ip) => {
    const observation = await probe(await listenTcp(undefined, ip), {}, { ip });
    const details = { connect_ms: expect.any(Number) };
    expect(observation).toEqual({ result: 'ok', reason: null, latencyMs: expect.any(Number), details });
    expect(observation.latencyMs).toBeGreaterThan(0);
  });

  it('fails as refused when nothing listens', async () => {
    expect(await probe(await closedPort())).toEqual({ result: 'fail', reason: 'refused', latencyMs: null });
  });

  it('lets go of the connection once it stands', async () => {
    const closed = Promise.withResolvers<void>();
    await probe(await listenTcp((socket) => socket.on('close', () => closed.resolve())));
    await closed.promise;
  });

  it('fails as timeout when its signal aborts first', async () => {
    const observation = await probe(await listenTcp(), {}, { signal: AbortSignal.abort() });
    expect(observation).toMatchObject({ result: 'fail', reason: 'timeout' });
  });
});

describe('send and expect', () => {
  const echo = () => listenTcp((socket) => socket.on('data', (data) => socket.write(data)));

  it.each([
    [{ send: 'hello', expect: 'hello' }],
    [{ send: 'häuser', expect: 'äus' }],
    [{ send: 'hello', expect: '/^h.+o$/' }],
    [{ send_hex: '00ff10', expect: '/^\\x00\\xff\\x10$/' }],
    [{ send: 'hello' }],
  ])('passes on %j with an echo', async (params) =>
    expect(await probe(await echo(), params)).toMatchObject({ result: 'ok', reason: null }),
  );

  it('waits for what comes in pieces', async () => {
    const port = await listenTcp((socket) => {
      socket.write('PO');
      setTimeout(() => socket.write('NG'), 50);
    });
    expect(await probe(port, { expect: 'PONG' })).toMatchObject({ result: 'ok' });
  });

  it.each<[string, (socket: Socket) => void, object]>([
    [
      'says something else and closes',
      (socket) => socket.end('nope'),
      { reason: 'body', detail: expect.stringContaining('4 bytes') },
    ],
    ['closes without a word', (socket) => socket.end(), { reason: 'protocol', detail: 'connection closed without an answer' }],
    ['resets', (socket) => socket.resetAndDestroy(), { reason: 'protocol', detail: 'connection reset' }],
    [
      'says too much',
      (socket) => socket.write(Buffer.alloc(200_000)),
      { reason: 'body', detail: expect.stringContaining('65536') },
    ],
    ['says nothing', () => {}, { reason: 'timeout', detail: 'what is expected did not come' }],
    ['says something else and waits', (socket) => socket.write('nope'), { reason: 'timeout' }],
  ])('fails a target that %s', async (_what, onSocket, shown) => {
    expect(await probe(await listenTcp(onSocket), { expect: 'secret-word' }, hurried)).toMatchObject({
      result: 'fail',
      ...shown,
    });
  });

  it('does not repeat what was sent, expected or received', async () => {
    const port = await listenTcp((socket) => socket.end('password=theirs'));
    const observation = await probe(port, { send: 'password=ours', expect: 'password=expected' });
    expect(observation.reason).toBe('body');
    expect(JSON.stringify(observation)).not.toContain('password');
  });

  it('a pattern that never ends is an error of this agent, and stops nothing else, least of all again and again', async () => {
    const port = await listenTcp((socket) => socket.write(`${'a'.repeat(40)}!`));
    const slow = { expect: '/(a+)+$/' };
    const shown = { result: 'error', reason: 'local', detail: 'the pattern that is expected took more than 100 ms' };
    expect(await probe(port, slow)).toMatchObject(shown);
    // Each of these would cost 100 ms of CPU time.
    const before = process.cpuUsage();
    for (let round = 0; round < 50; round++) expect(await probe(port, slow)).toMatchObject(shown);
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });
});

describe('presets', () => {
  const answering = (greeting: string, answer: string, said: string[] = []) =>
    listenTcp((socket) => {
      if (greeting) socket.write(greeting);
      socket.on('data', (data) => {
        said.push(data.toString('latin1'));
        if (answer) socket.write(answer);
      });
    });

  it.each([
    ['smtp', '220 mail.example ESMTP\r\n', '', 'ok'],
    ['smtp', '220-mail.example\r\n220 ESMTP\r\n', '', 'ok'],
    ['smtp', '554 no service\r\n', '', 'fail'],
    ['redis', '', '+PONG\r\n', 'ok'],
    ['redis', '', '-NOAUTH Authentication required.\r\n', 'ok'],
    ['redis', '', '-LOADING Redis is loading the dataset in memory\r\n', 'fail'],
    ['postgres', '', 'S', 'ok'],
    ['postgres', '', 'N', 'ok'],
    ['postgres', '', 'E\0\0\0\x20SFATAL\0C57P03\0', 'fail'],
  ])('%s: "%s%s" is %s', async (preset, greeting, answer, result) =>
    expect(await probe(await answering(greeting, answer), { preset }, hurried)).toMatchObject({ result }),
  );

  it('say what the protocol says, and take their leave', async () => {
    const said: Record<string, string[]> = { smtp: [], redis: [], postgres: [] };
    await probe(await answering('220 mail.example\r\n', '', said['smtp']), { preset: 'smtp' });
    await probe(await answering('', '+PONG\r\n', said['redis']), { preset: 'redis' });
    await probe(await answering('', 'N', said['postgres']), { preset: 'postgres' });
    await expect
      .poll(() => said)
      .toEqual({
        smtp: ['QUIT\r\n'],
        redis: ['PING\r\n', 'QUIT\r\n'],
        postgres: ['\0\0\0\x08\x04\xd2\x16\x2f'],
      });
  });
});
