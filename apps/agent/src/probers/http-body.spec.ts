import { type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { probeHttp } from './http.js';
import { listenHttp, listenTcp } from './listeners.fixture.js';
import { running } from './prober.fixture.js';

const probe = running('http', probeHttp);
const hurried = { timeoutMs: 600 };
const raw = (bytes: string, { end = true } = {}) =>
  listenTcp((socket) => socket.once('data', () => (end ? socket.end(bytes) : socket.write(bytes))));

/** Says the same for ever, until the other side has gone. */
function endless(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200);
  const more = setInterval(() => response.write('x'.repeat(10_000)), 1);
  response.on('close', () => clearInterval(more));
}

describe('an expected body', () => {
  it.each([
    ['with its length', 'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nall is well'],
    ['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nall \r\n7\r\nis well\r\n0\r\n\r\n'],
    ['of HTTP/1.0, to the end', 'HTTP/1.0 200 OK\r\n\r\nall is well'],
  ])('passes %s', async (_what, bytes) => {
    for (const expect_body of ['all is well', '/^all\\s.*well$/', '/WELL/i']) {
      const details = expect.objectContaining({ status: 200, body_bytes: 11 });
      expect(await probe(await raw(bytes), { expect_body })).toMatchObject({ result: 'ok', details });
    }
  });

  it('is read as UTF-8', async () => {
    const port = await listenHttp((_request, response) => response.end('Grüße'));
    expect(await probe(port, { expect_body: 'üß' })).toMatchObject({ result: 'ok' });
    expect(await probe(port, { expect_body: '/^Gr.{2}e$/' })).toMatchObject({ result: 'ok' });
  });

  it.each([
    ['is something else', 'HTTP/1.1 200 OK\r\n\r\nsecret', 'body', 'what is expected does not stand in the 6 bytes that came'],
    ['is empty', 'HTTP/1.1 204 No Content\r\n\r\n', 'body', expect.stringContaining('0 bytes')],
    ['breaks off', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nall', 'protocol', 'the body broke off'],
    ['has wrong chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nall', 'protocol', expect.any(String)],
    ['comes with another status', 'HTTP/1.1 500 Oops\r\n\r\nall is well', 'status', '500'],
  ])('fails when it %s', async (_what, bytes, reason, detail) => {
    const observation = await probe(await raw(bytes), { expect_body: 'all is well' });
    expect(observation).toMatchObject({ result: 'fail', reason, detail });
  });

  it('is looked for up to the limit, in a body that never ends', async () => {
    const port = await listenHttp(endless);
    const observation = await probe(port, { expect_body: 'y', max_body_bytes: 50_000 });
    expect(observation).toMatchObject({ result: 'fail', reason: 'body', details: { body_bytes: 50_000 } });
    expect(await probe(port, { expect_body: '/^x/', max_body_bytes: 50_000 })).toMatchObject({ result: 'ok' });
  });

  it('is not looked for beyond the limit', async () => {
    const port = await listenHttp((_request, response) => response.end('0123456789'));
    expect(await probe(port, { expect_body: '01234', max_body_bytes: 5 })).toMatchObject({ result: 'ok' });
    expect(await probe(port, { expect_body: '12345', max_body_bytes: 5 })).toMatchObject({ result: 'fail', reason: 'body' });
  });

  it('that comes too slowly is a timeout', async () => {
    const port = await raw('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nall', { end: false });
    const observation = await probe(port, { expect_body: 'all is well' }, hurried);
    expect(observation).toMatchObject({ result: 'fail', reason: 'timeout', detail: 'in the body' });
  });

  it('is not asked of HEAD', async () => {
    const port = await listenHttp((_request, response) => response.writeHead(200, { 'Content-Length': 5 }).end());
    expect(await probe(port, { method: 'HEAD' })).toMatchObject({ result: 'ok' });
  });
});

it('times its phases', async () => {
  const port = await listenHttp((_request, response) => {
    response.write('all');
    setTimeout(() => response.end(' is well'), 500);
  });
  const { details, latencyMs } = await probe(port, { expect_body: 'well' });
  expect(details).toMatchObject({ connect_ms: expect.any(Number), first_byte_ms: expect.any(Number), version: '1.1' });
  expect(details!['body_ms']).toBeGreaterThan(50);
  expect(latencyMs).toBeGreaterThanOrEqual(Number(details!['body_ms']));
});
