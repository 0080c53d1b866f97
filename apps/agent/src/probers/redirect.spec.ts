import { Resolver } from 'node:dns/promises';
import { type IncomingMessage } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { certificateOf } from './certificates.fixture.js';
import { probeHttp, probeHttps } from './http.js';
import { listenHttp, listenHttps } from './listeners.fixture.js';
import { Networks } from './networks.js';
import { running } from './prober.fixture.js';
import { addressOf } from './redirect.js';

const http = running('http', probeHttp);
const https = running('https', probeHttps);
const following = { follow_redirects: true };
const loopback = { networks: new Networks(['127.0.0.0/8']) };

/** Answers each path with a status and, for a redirect, where it leads; keeps what it is asked. */
async function site(pages: Record<string, [number, string?]>, ip = '127.0.0.1') {
  const seen: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
  const port = await listenHttp(({ method, url, headers }, response) => {
    seen.push({ method, url, headers });
    const [status, location] = pages[url!] ?? [404];
    response.writeHead(status, location === undefined ? {} : { Location: location }).end();
  }, ip);
  return { port, seen, asked: () => seen.map(({ method, url, headers }) => `${method} ${headers.host} ${url}`) };
}

describe('a redirect', () => {
  it('is not followed unless asked', async () => {
    const { port, asked } = await site({ '/': [302, '/next'], '/next': [500] });
    expect(await http(port)).toMatchObject({ result: 'ok', details: { status: 302 } });
    expect(asked()).toHaveLength(1);
  });

  it.each([
    ['/next', 'of a path'],
    ['next', 'relative'],
    ['//webmail.failover:PORT/next', 'without a scheme'],
    ['http://WEBMAIL.failover:PORT/next#there', 'to the host itself'],
  ])('to %s (%s) stays at the address that is checked', async (location) => {
    const pages: Record<string, [number, string?]> = { '/next': [200] };
    const { port, seen } = await site(pages);
    pages['/'] = [302, location.replace('PORT', String(port))];
    expect(await http(port, following)).toMatchObject({ result: 'ok', details: { status: 200, redirects: 1 } });
    expect(seen[1]).toMatchObject({ url: '/next', headers: { host: `webmail.failover:${port}` } });
  });

  it('leads to another address, which gets neither headers nor body', async () => {
    const other = await site({ '/there': [200] }, '127.0.0.2');
    const { port, seen } = await site({ '/': [307, `http://127.0.0.2:${other.port}/there`] });
    const request = { method: 'POST', headers: { Authorization: 'Basic eDp5' }, body: 'password' };
    expect(await http(port, { ...following, ...request }, loopback)).toMatchObject({ result: 'ok' });
    expect(seen[0]!.headers).toMatchObject({ authorization: 'Basic eDp5', 'content-length': '8' });
    expect(other.asked()).toEqual([`POST 127.0.0.2:${other.port} /there`]);
    expect(other.seen[0]!.headers).not.toHaveProperty('authorization');
    expect(other.seen[0]!.headers['content-length']).toBe('0');
  });

  it.each([
    [302, 'GET'],
    [303, 'GET'],
    [307, 'POST'],
    [308, 'POST'],
  ])('of status %i after POST asks by %s', async (status, method) => {
    const { port, seen } = await site({ '/': [status, '/next'], '/next': [200] });
    await http(port, { ...following, method: 'POST', body: 'x' });
    expect(seen[1]!.method).toBe(method);
  });

  it('to a denied network is not dialled', async () => {
    const other = await site({ '/': [200] }, '127.0.0.2');
    const { port } = await site({ '/': [302, `http://127.0.0.2:${other.port}/`] });
    const observation = await http(port, following, { networks: new Networks(['127.0.0.1']) });
    expect(observation).toMatchObject({ result: 'error', reason: 'permission', detail: expect.stringContaining('127.0.0.2') });
    expect(other.seen).toEqual([]);
  });

  it('leads no further than the fifth', async () => {
    const pages = Object.fromEntries([...'012345'].map((page) => [`/${page}`, [302, `/${Number(page) + 1}`]]));
    const { port, asked } = await site({ ...pages, '/6': [200] } as Record<string, [number, string?]>);
    expect(await http(port, { ...following, path: '/1' })).toMatchObject({ result: 'ok', details: { redirects: 5 } });
    expect(await http(port, { ...following, path: '/0' })).toMatchObject({ result: 'fail', reason: 'status' });
    expect(asked()).toHaveLength(12);
  });

  it.each([
    ['/', 'status', 'more than 5 redirects'],
    ['ftp://192.0.2.1/', 'protocol', 'a redirect that leads nowhere'],
    ['http://[oops/', 'protocol', 'a redirect that leads nowhere'],
  ])('to %s fails: %s, %s', async (location, reason, detail) => {
    const { port } = await site({ '/': [302, location] });
    expect(await http(port, following)).toMatchObject({ result: 'fail', reason, detail });
  });

  it('from http to https and back keeps what is secret on the way', async () => {
    const seen: (string | undefined)[] = [];
    const back = await site({ '/back': [200] });
    const secure = await listenHttps(
      'webmail.failover',
      (request, response) => {
        seen.push(request.headers.authorization);
        response.writeHead(302, { Location: `http://webmail.failover:${back.port}/back` }).end();
      },
      undefined,
      certificateOf('webmail.failover'),
    );
    const headers = { Authorization: 'Basic eDp5' };
    expect(await https(secure, { ...following, headers })).toMatchObject({ result: 'ok' });
    expect([seen, back.seen[0]!.headers.authorization]).toEqual([['Basic eDp5'], undefined]);
  });

  it('to https is judged by its certificate when asked', async () => {
    const secure = await listenHttps('webmail.failover', (_request, response) => response.end());
    const { port } = await site({ '/': [301, `https://webmail.failover:${secure}/`] });
    expect(await http(port, following)).toMatchObject({ result: 'ok' });
    expect(await http(port, { ...following, verify: true })).toMatchObject({ result: 'fail', reason: 'tls' });
  });
});

describe('the name in a redirect', () => {
  const resolver = (four: string | string[], six: string | string[] = 'ENODATA') => {
    const answer = (found: string | string[]) =>
      typeof found === 'string' ? Promise.reject(Object.assign(new Error('x'), { code: found })) : Promise.resolve(found);
    return Object.assign(new Resolver(), { resolve4: () => answer(four), resolve6: () => answer(six) }) as Resolver;
  };

  it.each([
    [['192.0.2.7', '192.0.2.8'], 'ENODATA', '192.0.2.7'],
    ['ENODATA', ['2001:db8::7'], '2001:db8::7'],
    ['ENOTFOUND', 'ENOTFOUND', { result: 'fail', reason: 'dns', detail: 'www.example has no address' }],
    ['ESERVFAIL', 'ESERVFAIL', { result: 'error', reason: 'dns', detail: 'cannot look up www.example: ESERVFAIL' }],
    ['ECONNREFUSED', 'ECONNREFUSED', { result: 'error', reason: 'dns' }],
  ])('found as %j and %j is %j', async (four, six, expected) => {
    const found = await addressOf('www.example', AbortSignal.timeout(1000), resolver(four, six));
    if (typeof expected === 'string') expect(found).toBe(expected);
    else expect(found).toMatchObject(expected);
  });

  it('is given up at the deadline', async () => {
    const slow = new Resolver();
    const cancel = vi.spyOn(slow, 'cancel');
    slow.setServers(['192.0.2.1']);
    const found = await addressOf('www.example', AbortSignal.timeout(100), slow);
    expect(found).toMatchObject({ result: expect.stringMatching(/fail|error/) });
    expect(cancel.mock.calls.length).toBeLessThanOrEqual(1);
  });
});
