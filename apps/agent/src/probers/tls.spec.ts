import { createServer } from 'node:tls';
import { expect, describe, it } from 'vitest';
import { certificateOf, trust } from './certificates.fixture.js';
import { closedPort, listen, listenTcp, listenTls } from './listeners.fixture.js';
import { HOST, running } from './prober.fixture.js';
import { probeTls } from './tls.js';

const probe = running('tls', probeTls);

describe('tls', () => {
  it('passes a valid certificate of the name, and shows what it saw', async () => {
    const certificate = certificateOf(HOST, { to: 30 });
    trust(certificate);
    const observation = await probe(await listenTls(certificate));
    expect(observation).toEqual({
      result: 'ok',
      reason: null,
      latencyMs: expect.any(Number),
      details: {
        connect_ms: expect.any(Number),
        tls_ms: expect.any(Number),
        protocol: 'TLSv1.3',
        cipher: expect.stringMatching(/^TLS_/),
        names: [`DNS:${HOST}`],
        days_left: 29,
      },
    });
  });

  it.each([
    ['is not trusted', { name: HOST, trusted: false }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['is of another name', { name: 'other.example' }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['has expired', { name: HOST, from: -30, to: -1 }, 'CERT_HAS_EXPIRED'],
    ['is not valid yet', { name: HOST, from: 1, to: 30 }, 'CERT_NOT_YET_VALID'],
  ])(
    'fails a certificate that %s, unless told not to verify',
    async (_what, { name, trusted = true, ...days }: Shape, detail) => {
      const certificate = certificateOf(name, days);
      if (trusted) trust(certificate);
      const port = await listenTls(certificate);
      expect(await probe(port)).toMatchObject({ result: 'fail', reason: 'tls', detail });
      expect(await probe(port, { verify: false })).toMatchObject({ result: 'ok' });
    },
  );

  it.each([
    [30, 14, true, 'ok', null],
    [13, 14, true, 'fail', 'the certificate expires in 12 days, less than 14'],
    [13, 14, false, 'fail', 'the certificate expires in 12 days, less than 14'],
    [-1, 1, false, 'fail', 'the certificate has expired, less than 1'],
    [13, 0, true, 'ok', null],
  ])('a certificate for %i days of which %i must be left (verify: %s) is %s', async (to, min_days, verify, result, detail) => {
    const certificate = certificateOf(HOST, { from: -60, to });
    trust(certificate);
    const observation = await probe(await listenTls(certificate), { min_days, verify });
    expect(observation).toMatchObject({ result, ...(detail ? { reason: 'tls', detail } : {}) });
  });

  it('asks for the name that it is told', async () => {
    const asked: string[] = [];
    const certificate = certificateOf('www.example');
    trust(certificate);
    const SNICallback = (name: string, done: (cause: null) => void) => done((asked.push(name), null));
    const port = await listen(createServer({ ...certificate, SNICallback }, (socket) => socket.on('error', () => {}).resume()));
    expect(await probe(port, { sni: 'www.example' })).toMatchObject({ result: 'ok' });
    expect(await probe(port, { sni: '192.0.2.1' })).toMatchObject({ result: 'fail', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    expect(asked).toEqual(['www.example']);
  });

  it('fails as tls what speaks none, or closes during the handshake', async () => {
    const plain = await listenTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await probe(plain)).toMatchObject({ result: 'fail', reason: 'tls', detail: 'ERR_SSL_WRONG_VERSION_NUMBER' });
    const closing = await listenTcp((socket) => socket.once('data', () => socket.destroy()));
    const detail = 'connection closed during the handshake';
    expect(await probe(closing)).toMatchObject({ result: 'fail', reason: 'tls', detail });
    const ending = await listenTcp((socket) => socket.once('data', () => socket.end()));
    expect(await probe(ending)).toMatchObject({ result: 'fail', reason: 'tls' });
  });

  it('says where the time went, or that nobody is there', async () => {
    const silent = await probe(await listenTcp(), {}, { timeoutMs: 200 });
    expect(silent).toEqual({ result: 'fail', reason: 'timeout', detail: 'in the TLS handshake', latencyMs: null });
    expect(await probe(await closedPort())).toMatchObject({ result: 'fail', reason: 'refused' });
  });
});

interface Shape {
  name: string;
  trusted?: boolean;
  from?: number;
  to?: number;
}
