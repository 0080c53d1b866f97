import { createHash } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AgentsDto, type TasksDto } from '@failover-dns/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConfigModule } from '../config/config.module.js';
import { httpAdapter } from '../create-master.js';
import { aDomainConfig, aMasterConfig } from '../health/health.fixture.js';
import { ApiModule } from './api.module.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const agent = { intervalSec: 30, timeoutSec: 5, fastIntervalSec: undefined, token: undefined };
const config = {
  ...aMasterConfig([
    aDomainConfig({ name: 'eu.failover', tags: ['eu'], agent }),
    aDomainConfig({ name: 'us.failover', tags: ['us'], agent }),
    aDomainConfig({ name: 'locked.failover', tags: [], agent: { ...agent, token: 'key' } }),
  ]),
  agents: [
    { id: 'fra', tokenHashes: [sha256('fra')], tags: ['eu'] },
    { id: 'nyc', tokenHashes: [sha256('nyc')], tags: ['us'] },
  ],
};
const RESULT = {
  timestamp: new Date().toISOString(),
  type: 'tcp',
  target_ip: '192.0.2.10',
  port: 443,
  status: 'ok',
  check_name: '',
};

@Module({ imports: [ConfigModule.of(config), ApiModule] })
class OnlyApi {}

let app: NestFastifyApplication;
let url: string;
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(OnlyApi, httpAdapter(), { logger: false, bodyParser: false });
  await app.listen(0, '127.0.0.1');
  url = `${await app.getUrl()}/api/v1`;
});
afterAll(() => app.close());

async function ask<Body>(path: string, key: string, body?: object) {
  const headers = { 'x-api-key': key, ...(body && { 'content-type': 'application/json' }) };
  const reply = await fetch(`${url}/${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
  return { status: reply.status, body: (await reply.json()) as Body & { detail?: string } };
}
const report = (agent_id: string, domain: string) => ({ ...RESULT, agent_id, domain });
const batch = (agent_id: string, ...domains: string[]) => ({
  agent_id,
  boot_id: 'one',
  sent_at: new Date(Date.now() + 60_000).toISOString(),
  reports: domains.map((domain, seq) => ({ ...RESULT, domain, seq })),
});
const agents = async () => (await ask<AgentsDto>('agents', '')).body.agents;
const domainsOf = async (query: string, key: string) =>
  [...new Set((await ask<TasksDto>(`tasks?${query}`, key)).body.tasks.map(({ domain }) => domain))].join(' ');

it('shows those that the config names before they come', async () => {
  expect(await agents()).toEqual(
    [
      ['fra', 'eu'],
      ['nyc', 'us'],
    ].map(([id, tag]) => ({
      id,
      tags: [tag],
      named: true,
      state: 'unseen',
      suspect_vantage: false,
      maintenance: null,
      last_seen: null,
      clock_offset_ms: null,
      lag_ms: null,
      reports: 0,
      reports_per_min: 0,
      disagreement: null,
      targets: 0,
    })),
  );
});

it('gives a named agent the tasks of its own tags, and others those of the domains whose token they hold', async () => {
  expect(await domainsOf('tags=us&agent_id=fra', 'fra')).toBe('eu.failover locked.failover');
  expect(await domainsOf('tags=eu', 'nyc')).toBe('us.failover locked.failover');
  expect(await domainsOf('tags=eu,us&agent_id=lon', 'key')).toBe('locked.failover');
  expect(await domainsOf('tags=eu,us&agent_id=stranger', 'wrong')).toBe('');
});

it('lists who polled: the agent itself, and no stranger who was given nothing', async () => {
  expect((await agents()).map(({ id, state, tags }) => [id, state, tags])).toEqual([
    ['fra', 'active', ['eu']],
    ['lon', 'active', ['eu', 'us']],
    ['nyc', 'active', ['us']],
  ]);
});

it.each([
  ['agent_id=fra', 'key', 403, 'fra is a named agent; its own token is needed'],
  ['agent_id=nyc', 'fra', 403, 'this token speaks for fra alone, not for nyc'],
  [`agent_id=${'x'.repeat(256)}`, 'key', 400, 'agent_id is longer than 255 characters'],
])('gives no tasks for %s with the key %s', async (query, key, status, detail) => {
  expect(await ask(`tasks?${query}`, key)).toMatchObject({ status, body: { detail } });
});

it.each([
  ['fra', 'fra', 'eu.failover', 200, undefined],
  ['fra', 'nyc', 'eu.failover', 403, 'this token speaks for fra alone, not for nyc'],
  ['fra', 'fra', 'us.failover', 422, 'us.failover is no task of fra: it has none of its tags (eu)'],
  ['key', 'fra', 'locked.failover', 403, 'fra is a named agent; its own token is needed'],
  ['key', 'lon', 'locked.failover', 200, undefined],
  ['wrong', 'lon', 'locked.failover', 403, 'X-API-Key is not the token of locked.failover'],
  ['fra', 'fra', 'mail.failover', 404, 'no domain "mail.failover" here'],
])('the key %s as %s about %s: %s', async (key, id, domain, status, detail) => {
  expect(await ask('report', key, report(id, domain))).toMatchObject({ status, body: detail ? { detail } : { status: 'ok' } });
});

it('refuses a batch that speaks for another, and takes what is right in one', async () => {
  expect(await ask('reports', 'fra', batch('nyc', 'eu.failover'))).toMatchObject({
    status: 403,
    body: { detail: 'X-API-Key lets none of these reports in: this token speaks for fra alone, not for nyc' },
  });
  expect(await ask('reports', 'wrong', batch('nyc', 'mail.failover'))).toMatchObject({ status: 200, body: { accepted: 0 } });
  expect((await agents()).find(({ id }) => id === 'nyc')).toMatchObject({ clock_offset_ms: null, reports: 0 });
  expect(await ask('reports', 'fra', batch('fra', 'us.failover', 'eu.failover'))).toMatchObject({
    status: 200,
    body: { accepted: 1, rejected: [{ index: 0, reason: 'us.failover is no task of fra: it has none of its tags (eu)' }] },
  });
  const fra = (await agents()).find(({ id }) => id === 'fra');
  expect(fra).toMatchObject({ reports: 2, targets: 1, last_seen: expect.stringMatching(/Z$/) as string });
  expect(fra?.clock_offset_ms).toBeGreaterThan(55_000);
});
