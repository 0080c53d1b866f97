import { type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { describe, expect, it } from 'vitest';
import { probeHttp, probeHttps } from './http.js';
import { certificateOf, trust } from './certificates.fixture.js';
import { closedPort, listen, listenHttp, listenHttps, listenTcp } from './listeners.fixture.js';
import { running } from './prober.fixture.js';

const http = running('http', probeHttp);
const https = running('https', probeHttps);
/** For targets that never answer. */
const hurried = { timeoutMs: 600 };

describe('http', () => {
  it.each([
    [200, 'ok', null],
    [204, 'ok', null],
    [302, 'ok', null],
    [399, 'ok', null],
    [400, 'fail', '400'],
    [404, 'fail', '404'],
    [500, 'fail', '500'],
    [503, 'fail', '503'],
  ])('a status of %i is %s', async (status, result, detail) => {
    const port = await listenHttp((_request, response) => response.writeHead(status, { Location: '/elsewhere' }).end());
    const observation = await http(port);
    expect(observation).toMatchObject({ result, latencyMs: expect.any(Number), ...(detail ? { reason: 'status', detail } : {}) });
  });

  it('asks for / of the domain, once, and closes', async () => {
    const seen: IncomingMessage[] = [];
    const port = await listenHttp((request, response) => {
      seen.push(request);
      response.writeHead(302, { Location: '/again' }).end();
    });
    await http(port);
    expect(seen.map(({ method, url, headers }) => [method, url, headers.host, headers.connection])).toEqual([
      ['GET', '/', 'webmail.failover', 'close'],
    ]);
  });

  it('does not wait for an endless body', async () => {
    const port = await listenHttp((_request, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(10_000)), 1);
      response.on('close', () => clearInterval(more));
    });
    expect(await http(port)).toMatchObject({ result: 'ok' });
  });

  it.each([
    ['answers garbage', 'garbage\r\n\r\n', 'protocol'],
    ['answers as another protocol', '220 mail.example ESMTP\r\n', 'protocol'],
    ['sends endless headers', `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(100_000)}`, 'protocol'],
    ['switches protocols', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n', 'status'],
  ])('fails a target that %s', async (_what, bytes, reason) => {
    const port = await listenTcp((socket) => socket.write(bytes));
    expect(await http(port)).toMatchObject({ result: 'fail', reason });
  });

  it('speaks HTTP/1.0', async () => {
    const port = await listenTcp((socket) => socket.once('data', () => socket.end('HTTP/1.0 200 OK\r\n\r\nhello')));
    expect(await http(port)).toMatchObject({ result: 'ok' });
  });

  it('fails a target that closes without an answer', async () => {
    const port = await listenTcp((socket) => socket.once('data', () => socket.destroy()));
    const observation = await http(port);
    expect(observation).toMatchObject({ result: 'fail', reason: 'protocol', detail: 'connection closed without an answer' });
  });

  it('fails as timeout a target that accepts and says nothing', async () => {
    const port = await listenTcp();
    expect(await http(port, {}, hurried)).toEqual({ result: 'fail', reason: 'timeout', detail: 'no answer', latencyMs: null });
  });

  it('fails as timeout a target whose headers never end', async () => {
    const port = await listenTcp((socket) => socket.write('HTTP/1.1 200 OK\r\nX-Slow: '));
    expect(await http(port, {}, hurried)).toMatchObject({ result: 'fail', reason: 'timeout' });
  });

  it('fails as refused when nothing listens', async () => {
    expect(await http(await closedPort())).toMatchObject({ result: 'fail', reason: 'refused' });
  });
});

describe('https', () => {
  it('passes a self-signed target and asks for the domain by SNI and Host', async () => {
    const asked: (string | undefined)[] = [];
    const port = await listenHttps(
      'webmail.failover',
      (request, response) => {
        asked.push(request.headers.host);
        response.end();
      },
      (name) => asked.push(name),
    );
    expect(await https(port)).toMatchObject({ result: 'ok' });
    expect(asked).toEqual(['webmail.failover', 'webmail.failover']);
  });

  it('judges the certificate when asked to', async () => {
    const port = await listenHttps('other.example', (_request, response) => response.end());
    const observation = await https(port, { verify: true });
    expect(observation).toMatchObject({ result: 'fail', reason: 'tls', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it('passes a certificate that holds the name asked for, and no other', async () => {
    const certificate = certificateOf('www.example');
    trust(certificate);
    const port = await listenHttps('www.example', (_request, response) => response.end(), undefined, certificate);
    const wrong = { result: 'fail', reason: 'tls', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' };
    expect(await https(port, { verify: true })).toMatchObject(wrong);
    expect(await https(port, { verify: true, sni: 'www.example' })).toMatchObject({ result: 'ok', details: { status: 200 } });
    expect(await https(port, { verify: true, host: 'www.example:8443' })).toMatchObject({ result: 'ok' });
  });

  it('fails as status what answers 503 over TLS', async () => {
    const port = await listenHttps('webmail.failover', (_request, response) => response.writeHead(503).end());
    expect(await https(port)).toMatchObject({ result: 'fail', reason: 'status', detail: '503' });
  });

  it('fails as tls what speaks no TLS', async () => {
    const port = await listenHttp((_request, response) => response.end());
    expect(await https(port)).toMatchObject({ result: 'fail', reason: 'tls' });
  });

  it('fails as tls what wants a certificate of ours, told before or after the handshake', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const own = { ...certificateOf('webmail.failover'), requestCert: true, rejectUnauthorized: true, maxVersion };
      const port = await listen(createServer(own, (_request, response) => response.end()));
      expect(await https(port)).toMatchObject({ result: 'fail', reason: 'tls' });
    }
  });

  it('fails as tls what closes during the handshake', async () => {
    const port = await listenTcp((socket) => socket.once('data', () => socket.destroy()));
    expect(await https(port)).toMatchObject({ result: 'fail', reason: 'tls' });
  });

  it('fails as timeout what never shakes hands, as refused what is not there', async () => {
    const port = await listenTcp();
    expect(await https(port, {}, hurried)).toMatchObject({ result: 'fail', reason: 'timeout' });
    expect(await https(await closedPort())).toMatchObject({ result: 'fail', reason: 'refused' });
  });
});
