import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { ADMIN } from './harness/cli.js';
import { edit } from './harness/config-file.js';
import { type HttpReply, type Master } from './harness/master.js';
import { freePort } from './harness/ports.js';
import { until } from './harness/until.js';
import { domain, useWorld } from './harness/world.js';

const world = useWorld();
const VIEWER = 'a-viewers-token';
const AGENT = 'an-agents-key';
const ORIGIN = 'https://status.example.net';
const LATE = { within: 30 };
const agents: Agent[] = [];
afterEach(() => agents.splice(0).forEach((agent) => agent.destroy()));

const aMaster = (api: Record<string, unknown> = {}, agent: Record<string, unknown> = {}) =>
  world.master({
    domains: { 'webmail.failover': domain([{ ip: '192.0.2.10', port: 443 }], { agent }) },
    api: { admin_token: ADMIN, viewer_token: VIEWER, ...api },
  });

const bearer = (token: string, more: Record<string, string> = {}) => ({ authorization: `Bearer ${token}`, ...more });
const reload = (master: Master) => master.post<{ detail: string }>('/api/v1/config/reload', '{}', bearer(ADMIN));

/** A request that node:http sends as it is told, from an address of its own. */
function ask(port: number, path: string, { host = '127.0.0.1', from = '127.0.0.1', method = 'GET', headers = {} } = {}) {
  const agent = new Agent();
  agents.push(agent);
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    headers: NodeJS.Dict<string | string[]>;
    text: string;
  }>();
  request({ host, port, path, localAddress: from, method, headers, agent }, (reply) => {
    let text = '';
    reply.setEncoding('utf8').on('data', (part: string) => (text += part));
    reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }));
  })
    .on('error', reject)
    .end();
  return promise;
}

const isProblem = (reply: HttpReply<unknown>) => {
  expect(reply.type).toMatch(/^application\/problem\+json/);
  return reply.body as { detail: string };
};

test('pages of other origins: none by default; those that are listed, as soon as they are', async () => {
  const master = await aMaster();
  const preflight = (origin: string) => {
    const asks = { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization' };
    return ask(master.apiPort, '/api/v1/status', { method: 'OPTIONS', headers: asks });
  };
  expect((await preflight(ORIGIN)).headers['access-control-allow-origin']).toBeUndefined();
  edit(master.file, (config) => (config.api.cors_origins = [ORIGIN]));
  expect((await reload(master)).status).toBe(200);
  const allowed = await preflight(ORIGIN);
  expect([allowed.status, allowed.headers]).toMatchObject([
    204,
    {
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': expect.stringContaining('PUT') as string,
      'access-control-allow-headers': expect.stringContaining('Authorization') as string,
      vary: expect.stringContaining('Origin') as string,
    },
  ]);
  expect(allowed.headers['access-control-allow-credentials']).toBeUndefined();
  for (const [path, status] of [
    ['/api/v1/status', 200],
    ['/api/v1/tasks', 200],
    ['/api/v1/nothing', 404],
  ] as const) {
    const reply = await master.get(path, bearer(VIEWER, { origin: ORIGIN }));
    expect([path, reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([path, status, ORIGIN]);
    expect(reply.headers.get('vary')).toContain('Origin');
  }
  const stream = await fetch(`${master.url}/api/v1/events/stream`, { headers: bearer(VIEWER, { origin: ORIGIN }) });
  expect(stream.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  await stream.body?.cancel();
  for (const origin of ['https://evil.example', `${ORIGIN}.evil.example`, 'null']) {
    expect((await preflight(origin)).headers['access-control-allow-origin']).toBeUndefined();
    const reply = await master.get('/api/v1/status', bearer(VIEWER, { origin }));
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
    expect(reply.headers.get('vary')).toContain('Origin');
  }
});

test('a stream ends when a reload takes away the token that opened it; one with another goes on', async () => {
  const master = await aMaster();
  const follow = async (path: string, token: string) => {
    const reply = await fetch(`${master.url}/api/v1/events/${path}`, { headers: bearer(token) });
    expect(reply.status).toBe(200);
    const stream = { isOver: false, bytes: 0 };
    void (async () => {
      for await (const chunk of reply.body!) stream.bytes += (chunk as Uint8Array).length;
    })()
      .catch(() => undefined)
      .finally(() => (stream.isOver = true));
    return stream;
  };
  const viewers = await Promise.all(['stream', 'stream?page=1'].map((path) => follow(path, VIEWER)));
  const operator = await follow('stream?page=1', ADMIN);
  edit(master.file, (config) => (config.api.rate_limit = { requests_per_second: 1000 }));
  expect((await reload(master)).status).toBe(200);
  const { bytes } = operator;
  await until(() => expect(operator.bytes).toBeGreaterThan(bytes), LATE);
  expect(viewers.map(({ isOver }) => isOver)).toEqual([false, false]);
  edit(master.file, (config) => (config.api.viewer_token = 'another-token'));
  expect((await reload(master)).status).toBe(200);
  await until(() => expect(viewers.map(({ isOver }) => isOver)).toEqual([true, true]), LATE);
  const before = operator.bytes;
  await until(() => expect(operator.bytes).toBeGreaterThan(before), LATE);
  expect([operator.isOver, (await master.get('/api/v1/status', bearer(VIEWER))).status]).toEqual([false, 401]);
});

test('a caller that asks too much is told when to come again; others, probes and agents notice nothing', async () => {
  const master = await aMaster({ rate_limit: { requests_per_second: 1, burst: 20 } });
  const replies = await Promise.all(Array.from({ length: 40 }, () => master.get('/api/v1/status', bearer(VIEWER))));
  const refused = replies.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(10);
  expect(isProblem(refused[0]!).detail).toBe('more than 1 requests a second (api.rate_limit.requests_per_second)');
  expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect((await master.get('/api/v1/status', bearer(ADMIN))).status).toBe(200);
  expect((await master.get('/health/live')).status).toBe(200);
  expect((await master.get('/api/v1/tasks')).status).toBe(200);
  edit(master.file, (config) => (config.api.rate_limit = { requests_per_second: 1000 }));
  expect((await reload(master)).status).toBe(200);
  const more = await Promise.all(Array.from({ length: 40 }, () => master.get('/api/v1/status', bearer(VIEWER))));
  expect(new Set(more.map(({ status }) => status))).toEqual(new Set([200]));
});

describe('wrong tokens', () => {
  const guess = (master: Master, n: number, from?: string, headers: Record<string, string> = {}) =>
    ask(master.apiPort, '/api/v1/status', { from, headers: bearer(`guess-${n}`, headers) });

  test('none is looked at any more from an address that tries many; whoever had a right one goes on', async () => {
    const master = await aMaster({ rate_limit: { failures_per_minute: 5 } });
    expect((await ask(master.apiPort, '/api/v1/status', { headers: bearer(VIEWER) })).status).toBe(200);
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) statuses.push((await guess(master, n)).status);
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(statuses.slice(6)).toContain(429);
    const [first] = await Promise.all([guess(master, 99), guess(master, 98)]);
    if (first.status === 429) expect(Number(first.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    // The operators' token was not seen yet: right or wrong, it is not told.
    const operator = () => ask(master.apiPort, '/api/v1/config', { headers: bearer(ADMIN) });
    expect((await operator()).status).toBe(429);
    expect((await ask(master.apiPort, '/api/v1/status', { headers: bearer(VIEWER) })).status).toBe(200);
    expect((await ask(master.apiPort, '/api/v1/status', { from: '127.0.0.2', headers: bearer(ADMIN) })).status).toBe(200);
    expect(master.program.output).not.toContain('guess-');
  });

  test('keys of agents count as well: a domain’s token cannot be found by trying, and agents at the same address go on', async () => {
    const master = await aMaster({ rate_limit: { failures_per_minute: 5 } }, { token: AGENT });
    const poll = async (key: string, from?: string) =>
      (await ask(master.apiPort, '/api/v1/tasks?tags=test', { from, headers: { 'x-api-key': key } })).status;
    expect(await poll(AGENT)).toBe(200);
    for (let n = 0; n < 20; n++) expect(await poll('an old key')).toBe(200);
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) statuses.push(await poll(`guess-${n}`));
    expect(statuses.slice(0, 4)).toEqual([200, 200, 200, 200]);
    expect(statuses).toContain(429);
    expect([await poll(AGENT), await poll('an old key'), await poll('guess-99', '127.0.0.2')]).toEqual([200, 200, 200]);
  });

  test('behind a proxy that is listed the address is the caller’s; else a header changes nothing', async () => {
    const api = { rate_limit: { failures_per_minute: 2 }, trusted_proxies: '127.0.0.3' };
    const master = await aMaster(api);
    const by = (from: string) => async (caller: string, n: number) =>
      (await guess(master, n, from, { 'x-forwarded-for': caller })).status;
    const [proxied, alone] = [by('127.0.0.3'), by('127.0.0.4')];
    const tries = [0, 1, 2, 3];
    const statuses = async (of: (caller: string, n: number) => Promise<number>, callers: (n: number) => string) => {
      const found: number[] = [];
      for (const n of tries) found.push(await of(callers(n), n));
      return found;
    };
    expect(await statuses(proxied, (n) => `198.51.100.${n}`)).toEqual([401, 401, 401, 401]);
    expect(await statuses(proxied, () => '198.51.100.77')).toEqual([401, 401, 429, 429]);
    expect(await statuses(alone, (n) => `203.0.113.${n}`)).toEqual([401, 401, 429, 429]);
  });
});

describe('the API moves by a reload', () => {
  const isUp = async (host: string, port: number) =>
    (await ask(port, '/health/ready', { host, from: host === '127.0.0.1' ? host : undefined })).status === 200;

  test('to another port and back, to all addresses of the same port, and away again', async () => {
    const master = await aMaster();
    const [old, other] = [master.apiPort, await freePort()];
    const move = (change: Record<string, unknown>) => edit(master.file, (config) => Object.assign(config.api, change));
    move({ listen_port: other });
    const moved = await reload(master);
    expect([moved.status, await isUp('127.0.0.1', other)]).toEqual([200, true]);
    await expect(isUp('127.0.0.1', old)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    move({ listen_ip: '0.0.0.0' });
    await until(() => isUp('127.0.0.2', other), LATE);
    move({ listen_ip: '127.0.0.1', listen_port: old });
    await until(() => isUp('127.0.0.1', old), LATE);
    await expect(isUp('127.0.0.2', other)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(master.program.output).toContain(`listening on http://127.0.0.1:${other}, no more on 127.0.0.1 port ${old}`);
    expect(await master.stop()).toEqual({ code: 0, signal: null });
  });

  test('an address that cannot be had: the API stays, and nothing else of the file counts', async () => {
    const master = await aMaster();
    const taken = await new Promise<number>((done) => {
      const server = createServer().listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port));
      world.onClose(() => server.close());
    });
    const refusals: [Record<string, unknown>, string][] = [
      [
        { listen_port: taken },
        `cannot listen on 127.0.0.1 port ${taken}: it is in use by another program; the API stays on 127.0.0.1 port ${master.apiPort}`,
      ],
      [{ listen_port: master.apiPort, listen_ip: '192.0.2.1' }, 'this machine has no such address'],
    ];
    for (const [change, why] of refusals) {
      edit(master.file, (config) => Object.assign(config.api, change, { viewer_token: 'another-token' }));
      const reply = await reload(master);
      expect([reply.status, reply.body.detail]).toEqual([422, expect.stringContaining(why)]);
      expect((await master.get('/api/v1/status', bearer(VIEWER))).status).toBe(200);
    }
  });

  test('one that DNS makes impossible: the new listener of the API is closed again', async () => {
    const master = await aMaster();
    const [old, other] = [master.apiPort, await freePort()];
    edit(master.file, (config) => {
      Object.assign(config.api, { listen_ip: '0.0.0.0' });
      config.dns.listen_ip = '192.0.2.1';
    });
    expect((await reload(master)).status).toBe(422);
    expect(await isUp('127.0.0.1', old)).toBe(true);
    await expect(isUp('127.0.0.2', old)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    edit(master.file, (config) => Object.assign(config.api, { listen_ip: '127.0.0.1', listen_port: other }));
    expect((await reload(master)).status).toBe(422);
    await expect(isUp('127.0.0.1', other)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
