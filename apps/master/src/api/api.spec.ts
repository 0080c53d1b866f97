import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigModule } from '../config/config.module.js';
import { httpAdapter } from '../create-master.js';
import { aMasterConfig } from '../health/health.fixture.js';
import { ApiModule } from './api.module.js';
import { checkBatchesBySchema } from './batch-schema.js';
import { openApiOf } from './openapi.js';

const REPORT = {
  agent_id: 'example',
  timestamp: '2026-01-02T03:04:05.678901+00:00',
  check_name: 'webmail.failover:192.0.2.10:443',
  domain: 'webmail.failover',
  type: 'tcp',
  target_ip: '192.0.2.10',
  port: 443,
  status: 'ok',
  latency_ms: 12.34,
  reason: null,
};
const { agent_id: _agent, ...RESULT } = REPORT;
const BATCH = { agent_id: 'fra', boot_id: 'one', sent_at: '2026-01-02T03:04:06Z', reports: [{ ...RESULT, seq: 1 }] };

describe('the API', () => {
  let app: NestFastifyApplication;
  let url: string;

  @Module({ imports: [ConfigModule.of(aMasterConfig()), ApiModule] })
  class OnlyApi {}

  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(OnlyApi, httpAdapter(), { logger: false, bodyParser: false });
    checkBatchesBySchema(app, openApiOf(app, '0'));
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(() => app.close());

  const post = async (path: string, body: unknown, token = 'secret_token') => {
    const headers = { 'content-type': 'application/json', 'x-api-key': token };
    const reply = await fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return {
      status: reply.status,
      type: reply.headers.get('content-type'),
      body: (await reply.json()) as Record<string, unknown>,
    };
  };

  it('takes a report', async () => {
    expect(await post('report', REPORT)).toMatchObject({ status: 200, body: { status: 'ok' } });
    const naive = { ...REPORT, timestamp: '2026-01-02T03:04:05', latency_ms: null, extra: { ignored: true } };
    expect(await post('report', naive)).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it.each<[string, unknown, number, string]>([
    ['unknown domain', { ...REPORT, domain: 'mail.failover' }, 404, 'no domain "mail.failover" here'],
    ['not a target', { ...REPORT, target_ip: '198.51.100.7' }, 422, '198.51.100.7 port 443 is not a target of webmail.failover'],
    ['wrong type', { ...REPORT, port: '443' }, 400, 'port must'],
    ['port out of range', { ...REPORT, port: 70000 }, 400, 'port must not be greater than 65535'],
    ['missing field', { ...REPORT, status: undefined }, 400, 'status is missing'],
    ['unknown status', { ...REPORT, status: 'maybe' }, 400, 'status must be one of the following values: ok, fail, error'],
    ['not an address', { ...REPORT, target_ip: 'webmail' }, 400, 'target_ip must be an ip address'],
    ['not a time', { ...REPORT, timestamp: 'yesterday' }, 400, 'timestamp must be an ISO 8601 date and time'],
    ['not JSON', '{"agent_id":', 400, 'JSON'],
    ['not an object', '[]', 400, 'is missing'],
    ['not an object', '"text"', 400, ''],
    ['null', 'null', 400, ''],
  ])('refuses a report: %s', async (_name, body, status, detail) => {
    const reply = await post('report', body);
    expect(reply).toMatchObject({
      status,
      type: 'application/problem+json; charset=utf-8',
      body: { status, type: 'about:blank' },
    });
    expect(reply.body.detail).toContain(detail);
  });

  it('refuses a wrong token', async () => {
    expect(await post('report', REPORT, 'wrong')).toMatchObject({
      status: 403,
      body: { detail: 'X-API-Key is not the token of webmail.failover' },
    });
    expect(await post('reports', BATCH, 'wrong')).toMatchObject({ status: 403 });
  });

  it('names the path of what is wrong', async () => {
    expect((await post('report', { ...REPORT, port: 0 })).body.errors).toEqual([
      { path: 'port', detail: 'port must not be less than 1' },
    ]);
    const inBatch = { ...BATCH, reports: [BATCH.reports[0], { ...BATCH.reports[0], status: 'maybe' }] };
    expect((await post('reports', inBatch)).body.errors).toMatchObject([{ path: 'reports[1].status' }]);
    const { seq: _seq, ...unnumbered } = BATCH.reports[0] ?? {};
    expect((await post('reports', { ...BATCH, reports: [unnumbered] })).body.detail).toBe('reports[0].seq is missing');
  });

  it('takes what is right in a batch, and lists the rest', async () => {
    const wrong = { ...BATCH.reports[0], domain: 'mail.failover' };
    const reply = await post('reports', {
      ...BATCH,
      reports: [BATCH.reports[0], wrong, { ...BATCH.reports[0], latency_ms: null, port: 443 }],
    });
    expect(reply).toMatchObject({
      status: 200,
      body: {
        accepted: 2,
        rejected: [{ index: 1, reason: 'no domain "mail.failover" here' }],
        tasks_version: expect.stringMatching(/^"\w+"$/),
      },
    });
  });

  it('refuses a date that the calendar does not have', async () => {
    expect((await post('reports', { ...BATCH, sent_at: '2026-13-45T00:00:00Z' })).body.detail).toBe(
      'sent_at: there is no such date as 2026-13-45T00:00:00Z',
    );
    const reply = await post('reports', { ...BATCH, reports: [{ ...BATCH.reports[0], timestamp: '2026-13-45T00:00:00Z' }] });
    expect(reply).toMatchObject({
      status: 200,
      body: { accepted: 0, rejected: [{ index: 0, reason: 'there is no such date as 2026-13-45T00:00:00Z' }] },
    });
    expect(await post('reports', { ...BATCH, sent_at: 'now' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'sent_at' }] },
    });
  });

  it('refuses a batch that is too long, a body that is too large, and repairs nothing', async () => {
    const many = { ...BATCH, reports: Array.from({ length: 1001 }, () => BATCH.reports[0]) };
    expect(await post('reports', many)).toMatchObject({ status: 400 });
    expect(await post('reports', ' '.repeat(1024 * 1024 + 1))).toMatchObject({ status: 413 });
    expect(await post('reports', { ...BATCH, reports: [{ ...BATCH.reports[0], port: '443' }] })).toMatchObject({ status: 400 });
  });

  it('gives tasks, and 304 to those who hold them', async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(`${url}/api/v1/tasks?tags=test`, { headers: { 'x-api-key': 'secret_token', ...headers } });
    const first = await ask({});
    const etag = first.headers.get('etag') ?? '';
    expect(((await first.json()) as { tasks: unknown[] }).tasks).toHaveLength(2);
    const again = await ask({ 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('shows what is answered, and the last report of each agent', async () => {
    await post('report', REPORT);
    const status = (await (await fetch(`${url}/api/v1/status`)).json()) as { status: object[] };
    expect(status.status).toMatchObject([
      {
        domain: 'webmail.failover',
        live_ips: ['192.0.2.10'],
        using_fallback: false,
        fallback_ips: ['192.0.2.254'],
        last_updated: expect.stringMatching(/Z$/),
      },
    ]);
    const one = await (await fetch(`${url}/api/v1/status/WebMail.failover`)).json();
    expect(one).toMatchObject({
      domain: 'webmail.failover',
      check_type: 'tcp',
      live: true,
      fallback_ips: ['192.0.2.254'],
      ip_checks: { '192.0.2.10': { example: REPORT } },
    });
    const missing = await fetch(`${url}/api/v1/status/mail.failover`);
    expect([missing.status, await missing.json()]).toMatchObject([404, { detail: 'no domain "mail.failover" here' }]);
  });

  it('keeps apart agents whatever they call themselves', async () => {
    await post('report', { ...REPORT, agent_id: '__proto__' });
    const text = await (await fetch(`${url}/api/v1/status/webmail.failover`)).text();
    expect(text).toContain('"__proto__":{"agent_id":"__proto__"');
  });

  it('never shows a token', async () => {
    for (const path of ['api/v1/status', 'api/v1/status/webmail.failover', 'api/v1/tasks?tags=test', 'health/ready']) {
      expect(await (await fetch(`${url}/${path}`, { headers: { 'x-api-key': 'secret_token' } })).text()).not.toContain(
        'secret_token',
      );
    }
  });

  it.each([
    ['text/plain', 'x', 415, 'Unsupported Media Type'],
    ['application/x-www-form-urlencoded', 'agent_id=x', 415, 'Unsupported Media Type'],
    ['application/json', '', 400, 'Body cannot be empty'],
    ['application/json', '['.repeat(100_000), 400, 'not valid JSON'],
    ['application/json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, 'nested deeper than 32 levels'],
    ['application/json', '['.repeat(32) + ']'.repeat(32), 400, 'is missing'],
    ['application/json', '['.repeat(33) + ']'.repeat(33), 400, 'nested deeper than 32 levels'],
    ['application/json', `{"x":${'['.repeat(40)}${']'.repeat(40)}}`, 400, 'nested deeper than 32 levels'],
    ['application/json', '{"__proto__":{"x":1}}', 400, 'not valid JSON'],
  ])('takes nothing but JSON: %s', async (type, body, status, detail) => {
    const reply = await fetch(`${url}/api/v1/report`, { method: 'POST', headers: { 'content-type': type }, body });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(((await reply.json()) as { detail: string }).detail).toContain(detail);
  });

  it('answers a URL that cannot be decoded with a problem', async () => {
    const reply = await fetch(`${url}/api/v1/status/%ff`);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
  });

  it('answers an unknown path with a problem', async () => {
    const reply = await fetch(`${url}/nothing`);
    expect([reply.status, reply.headers.get('content-type'), await reply.json()]).toMatchObject([
      404,
      'application/problem+json; charset=utf-8',
      { detail: 'there is no GET /nothing' },
    ]);
  });
});
