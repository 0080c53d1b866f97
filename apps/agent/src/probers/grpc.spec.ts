import { createSecureServer, createServer, type ServerHttp2Stream } from 'node:http2';
import { type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { certificateOf, trust } from './certificates.fixture.js';
import { probeGrpc } from './grpc.js';
import { closedPort, listen, listenHttp, listenTcp, listenTls } from './listeners.fixture.js';
import { HOST, running } from './prober.fixture.js';

const probe = running('grpc', probeGrpc);
const hurried = { timeoutMs: 600 };

type Answer = (stream: ServerHttp2Stream, headers: Record<string, unknown>, body: Buffer) => void;

/** Answers each call; a frame is a flag, a length and a message. */
const serve = (answer: Answer, server: Server = createServer() as Server) => {
  server.on('stream', (stream: ServerHttp2Stream, headers: Record<string, unknown>) => {
    const chunks: Buffer[] = [];
    stream.on('error', () => {});
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => answer(stream, headers, Buffer.concat(chunks)));
  });
  server.on('sessionError', () => {});
  return listen(server);
};

/** A reply with that message, and a status of the call in its trailers. */
const saying =
  (message: number[], code = 0): Answer =>
  (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(code) }));
    stream.end(Buffer.from([0, 0, 0, 0, message.length, ...message]));
  };

/** A reply of headers alone. */
const refusing =
  (code: number): Answer =>
  (stream) =>
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': String(code) }, { endStream: true });

const SERVING = saying([0x08, 1]);

describe('grpc', () => {
  it('passes what is SERVING', async () => {
    const observation = await probe(await serve(SERVING));
    expect(observation).toEqual({ result: 'ok', reason: null, latencyMs: expect.any(Number), details: { status: 'SERVING' } });
  });

  it.each([
    ['', '0000000000'],
    ['shop.Orders', '000000000d0a0b73686f702e4f7264657273'],
    ['x'.repeat(200), `00000000cb0ac801${'78'.repeat(200)}`],
  ])('asks for the service "%s" as the protocol says', async (service, bytes) => {
    const asked: unknown[] = [];
    const port = await serve((stream, headers, body) => {
      asked.push(headers[':path'], headers[':authority'], headers['te'], headers['content-type'], body.toString('hex'));
      SERVING(stream, headers, body);
    });
    await probe(port, { service, host: 'orders.example' });
    expect(asked).toEqual(['/grpc.health.v1.Health/Check', 'orders.example', 'trailers', 'application/grpc', bytes]);
  });

  it.each([
    ['NOT_SERVING', saying([0x08, 2])],
    ['SERVICE_UNKNOWN', saying([0x08, 3])],
    ['UNKNOWN', saying([])],
    ['NOT_FOUND', refusing(5)],
    ['UNIMPLEMENTED', refusing(12)],
    ['UNAVAILABLE', saying([0x08, 1], 14)],
    ['HTTP 503', ((stream) => stream.respond({ ':status': 503 }, { endStream: true })) as Answer],
  ])('fails what is %s', async (detail, answer) =>
    expect(await probe(await serve(answer))).toMatchObject({ result: 'fail', reason: 'status', detail }),
  );

  it.each<[string, Answer, string]>([
    ['a page', (stream) => (stream.respond({ ':status': 200 }), stream.end('<html>')), 'it speaks no gRPC'],
    ['another message', saying([0x12, 1, 0]), 'a reply that is no HealthCheckResponse'],
    ['no message', (stream) => (stream.respond({ 'grpc-status': '0' }), stream.end()), 'a reply that is no HealthCheckResponse'],
    ['a flood', (stream) => (stream.respond({}), stream.end(Buffer.alloc(100_000))), 'too long a reply'],
    ['a reset', (stream) => stream.close(2), 'ERR_HTTP2_STREAM_ERROR'],
    ['the end', (stream) => stream.session!.destroy(), expect.any(String)],
  ])('fails what answers with %s', async (_what, answer, detail) =>
    expect(await probe(await serve(answer))).toMatchObject({ result: 'fail', reason: 'protocol', detail }),
  );

  it('fails as timeout what never answers', async () => {
    const shown = { result: 'fail', reason: 'timeout', detail: 'no answer' };
    expect(await probe(await serve(() => {}), {}, hurried)).toMatchObject(shown);
    expect(await probe(await listenTcp(), {}, hurried)).toMatchObject(shown);
    expect(await probe(await closedPort())).toMatchObject({ result: 'fail', reason: 'refused' });
  });

  it('fails as protocol what speaks something else', async () => {
    const web = await listenHttp((_request, response) => response.end());
    expect(await probe(web)).toMatchObject({ result: 'fail', reason: 'protocol' });
    const closing = await listenTcp((socket) => socket.end());
    expect(await probe(closing)).toMatchObject({ result: 'fail', reason: 'protocol' });
  });
});

describe('grpc over TLS', () => {
  const certificate = certificateOf(HOST);
  const secure = () => serve(SERVING, createSecureServer(certificate) as Server);

  it('passes, and judges the certificate when asked to', async () => {
    const port = await secure();
    expect(await probe(port, { tls: true })).toMatchObject({ result: 'ok' });
    expect(await probe(port, { tls: true, verify: true })).toMatchObject({ result: 'fail', reason: 'tls' });
    trust(certificate);
    expect(await probe(port, { tls: true, verify: true })).toMatchObject({ result: 'ok' });
    const named = await probe(port, { tls: true, verify: true, sni: 'other.example' });
    expect(named).toMatchObject({ result: 'fail', reason: 'tls', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  it('fails what speaks no TLS as tls, and the other way round as protocol', async () => {
    expect(await probe(await serve(SERVING), { tls: true })).toMatchObject({ result: 'fail', reason: 'tls' });
    expect(await probe(await secure())).toMatchObject({ result: 'fail', reason: 'protocol' });
  });

  it('fails what speaks TLS and no h2', async () => {
    const observation = await probe(await listenTls(certificate), { tls: true });
    expect(observation).toMatchObject({ result: 'fail', reason: 'protocol', detail: 'it does not speak h2' });
  });
});
