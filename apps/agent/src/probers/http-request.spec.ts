import { type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { probeHttp } from './http.js';
import { listenHttp } from './listeners.fixture.js';
import { running } from './prober.fixture.js';

const probe = running('http', probeHttp);

/** Keeps what it is asked. */
async function witness() {
  const seen: { request: IncomingMessage; body: string }[] = [];
  const port = await listenHttp((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ request, body });
      response.end();
    });
  });
  return { seen, port };
}

describe('the request', () => {
  it('is what the parameters say', async () => {
    const { seen, port } = await witness();
    const headers = { Authorization: 'Basic eDp5', 'User-Agent': 'mine' };
    await probe(port, { method: 'POST', path: '/healthz?deep=1', host: 'www.example:8080', headers, body: '{"a":1}' });
    const [{ request, body }] = seen as [(typeof seen)[0]];
    expect([request.method, request.url, request.headers.host, body]).toEqual([
      'POST',
      '/healthz?deep=1',
      'www.example:8080',
      '{"a":1}',
    ]);
    expect(request.headers).toMatchObject({ authorization: 'Basic eDp5', 'user-agent': 'mine', 'content-length': '7' });
  });

  it.each(['GET', 'OPTIONS', 'PUT'])('of %s carries a body whole', async (method) => {
    const { seen, port } = await witness();
    expect(await probe(port, { method, body: 'Grüße' })).toMatchObject({ result: 'ok' });
    expect(seen.map(({ request, body }) => [request.method, body])).toEqual([[method, 'Grüße']]);
  });

  it('names an IPv6 address as a URL does', async () => {
    const { seen, port } = await witness();
    await probe(port, { host: '2001:db8::7' });
    expect(seen[0]!.request.headers.host).toBe('[2001:db8::7]');
  });

  it('names the domain and this agent when nothing is said', async () => {
    const { seen, port } = await witness();
    await probe(port);
    expect(seen[0]!.request.headers).toMatchObject({
      host: 'webmail.failover',
      'user-agent': expect.stringMatching(/^failover-dns-agent\//),
    });
  });
});

it.each([
  ['200-299,301', 204, 'ok'],
  ['200-299,301', 301, 'ok'],
  ['200-299,301', 302, 'fail'],
  ['401', 401, 'ok'],
  ['401', 200, 'fail'],
])('of the statuses %s, %i is %s', async (expect_status, status, result) => {
  const port = await listenHttp((_request, response) => response.writeHead(status).end());
  expect(await probe(port, { expect_status })).toMatchObject({ result });
});
