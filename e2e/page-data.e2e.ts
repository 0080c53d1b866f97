import {
  type DomainChangesDto,
  type DomainDetailDto,
  type DomainHistoryDto,
  type DomainRowsDto,
  type HeartbeatDto,
  type OverviewDto,
  type SimulationDto,
  type TimelineDto,
} from '@failover-dns/contracts';
import { expect, test } from 'vitest';
import { ADMIN, AUTH } from './harness/cli.js';
import { type Master } from './harness/master.js';
import { until } from './harness/until.js';
import { domain, FALLBACK, useWorld } from './harness/world.js';

const world = useWorld();
const NAME = 'webmail.failover';

const at = (master: Master, path: string): string => master.url + path;
const get = async <Body>(master: Master, path: string) => (await master.get<Body>(path)).body;
const overview = (master: Master) => get<OverviewDto>(master, '/api/v1/overview');
const rows = async (master: Master) => (await get<DomainRowsDto>(master, '/api/v1/overview/domains')).domains;
const row = async (master: Master) => (await rows(master)).find((one) => one.domain === NAME);

/** Messages of a stream as they come: type, id and data. */
async function listen(master: Master, path: string) {
  const messages: { type: string; id: string; data: string }[] = [];
  const stop = new AbortController();
  const reply = await fetch(at(master, path), { signal: stop.signal });
  expect(reply.status).toBe(200);
  const read = async () => {
    let text = '';
    for await (const part of reply.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + part).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
        if (field('data') !== '') messages.push({ type: field('event'), id: field('id'), data: field('data') });
      }
    }
  };
  void read().catch(() => undefined);
  const of = <Data>(type: string) => messages.filter((one) => one.type === type).map(({ data }) => JSON.parse(data) as Data);
  return { messages, of, stop: () => stop.abort() };
}

async function two() {
  const targets = await world.targets(2);
  const domains = { [NAME]: domain(targets), 'other.failover': domain([{ ip: '192.0.2.77', port: 443 }]) };
  const master = await world.master({ domains, api: { admin_token: ADMIN } });
  world.agent('a1', [master]);
  await until(async () => expect(await row(master)).toMatchObject({ state: 'healthy', up: 2 }), { within: 30 });
  return { targets, master };
}

test('a target dies: headline, row, cause, matrix, story and stream tell it', { timeout: 120_000 }, async () => {
  const { targets, master } = await two();
  const [one, other] = targets;
  const name = `${one!.ip}:${one!.port}`;
  const stream = await listen(master, '/api/v1/events/stream?page=1');
  const plain = await listen(master, '/api/v1/events/stream');
  const unchanged = await fetch(at(master, '/api/v1/overview/domains'));
  const etag = unchanged.headers.get('etag') ?? '';
  expect(etag).not.toBe('');

  const rows = () =>
    stream
      .of<DomainChangesDto>('domains')
      .flatMap(({ domains }) => domains)
      .filter(({ domain }) => domain === NAME);
  await one!.stop();
  await until(() => expect(rows().at(-1)).toMatchObject({ domain: NAME, state: 'degraded' }), { within: 30 });
  const changed = rows().at(-1);
  expect(await row(master)).toEqual(changed);
  expect(changed).toMatchObject({
    before: 'healthy',
    up: 1,
    in_service: 2,
    addresses: [other!.ip],
    failing: [name],
    source: 'targets',
  });
  expect(changed?.reason).toMatch(new RegExp(`^${name}: .+, says 1 of 1 agent\\.$`));
  expect(changed?.spans.slice(-2).map(({ state }) => state)).toEqual(['healthy', 'degraded']);
  expect((await fetch(at(master, '/api/v1/overview/domains'), { headers: { 'if-none-match': etag } })).status).toBe(200);
  const again = await fetch(at(master, '/api/v1/overview/domains'));
  expect(
    (await fetch(at(master, '/api/v1/overview/domains'), { headers: { 'if-none-match': again.headers.get('etag') ?? '' } }))
      .status,
  ).toBe(304);

  const head = await overview(master);
  expect(head).toMatchObject({ states: { degraded: 1, healthy: 0 }, agents: { active: 1, lost: 0 }, zones: ['failover'] });
  expect(head.causes.find((cause) => cause.name === name)).toMatchObject({ kind: 'target', state: 'degraded', domains: [NAME] });
  expect(head.latest[0]).toMatchObject({ kind: 'transition' });

  const detail = await get<DomainDetailDto>(master, `/api/v1/domains/${NAME}`);
  expect(detail).toMatchObject({
    since: changed?.since,
    summary: changed?.reason,
    agents: [{ id: 'a1', state: 'active' }],
    fallback: [FALLBACK],
  });
  expect(detail.targets[0]?.votes[0]).toMatchObject({ value: 'down', counts: true, differs: false, results: 'x' });

  const { entries } = await get<TimelineDto>(master, `/api/v1/domains/${NAME}/timeline`);
  expect(entries[0]).toMatchObject({
    kind: 'transition',
    what: 'healthy → degraded',
    removed: [one!.ip],
    kept: [other!.ip],
    added: [],
  });

  const history = async () => get<DomainHistoryDto>(master, `/api/v1/domains/${NAME}/history?hours=1`);
  await until(async () => expect((await history()).series).toHaveLength(2), { within: 30 });
  const { series, times, step_ms } = await history();
  const broken = series.find(({ target }) => target === name);
  expect([step_ms, broken?.agent, broken?.count.length]).toEqual([60_000, 'a1', times.length]);
  const sum = (counts: number[] = []) => counts.reduce((all, count) => all + count, 0);
  expect(sum(broken?.failures)).toBeGreaterThan(0);
  expect(sum(broken?.count)).toBeGreaterThan(sum(broken?.failures));
  expect(Math.max(...(broken?.mean_ms ?? []).map((mean) => mean ?? -1))).toBeGreaterThan(0);

  await until(() => expect(stream.of<HeartbeatDto>('heartbeat').length).toBeGreaterThan(1), { within: 30 });
  expect(plain.messages.map(({ type }) => type)).not.toContain('domains');
  // Whoever comes back with the id of any message is sent what it missed, and nothing else.
  const ids = stream.messages.map(({ id }) => Number(id));
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(ids[0]).toBeGreaterThan(1e15);
  stream.stop();
  plain.stop();
});

test(
  'an override is told before it is set, as it then is; and what stays with fewer votes is counted',
  { timeout: 120_000 },
  async () => {
    const { targets, master } = await two();
    const [one, other] = targets;
    const simulate = async (body: object) => (await master.post<SimulationDto>('/api/v1/simulate', body)).body;
    const supposed = await simulate({ overrides: [{ domain: NAME, target: one!.ip, action: 'maintenance' }] });
    expect(supposed).toMatchObject({ looked_at: 2, changed: 1, unchanged: 1, unchanged_weaker: 0 });
    expect(supposed.domains).toMatchObject([{ domain: NAME, removed: [one!.ip], added: [], then: { addresses: [other!.ip] } }]);
    const both = await simulate({ overrides: [{ domain: NAME, action: 'force_down' }] });
    expect(both.domains[0]).toMatchObject({ added: [FALLBACK], then: { state: 'fallback' } });
    expect((await simulate({ overrides: [{ domain: NAME, action: 'force_down' }], limit: 0 })).domains).toEqual([]);
    expect(await simulate({ agents_lost: ['a1'] })).toMatchObject({ changed: 0, unchanged_weaker: 1, weaker: [NAME] });
    const wrong = await master.post<{ detail: string }>('/api/v1/simulate', {
      overrides: [{ domain: NAME, target: '192.0.2.99', action: 'drain' }],
    });
    expect([wrong.status, wrong.body.detail]).toEqual([422, expect.stringContaining(`192.0.2.99 is not a target of ${NAME}`)]);

    const body = { kind: 'maintenance', reason: 'new disk', who: 'ann', for: '1h' };
    const put = await fetch(at(master, `/api/v1/domains/${NAME}/targets/${one!.ip}/override`), {
      method: 'PUT',
      headers: { ...AUTH, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(put.status).toBe(200);
    expect(await row(master)).toMatchObject({
      addresses: [other!.ip],
      state: supposed.domains[0]?.then?.state,
      overrides: { maintenance: 1 },
      in_service: 1,
      total: 2,
    });
    const back = await simulate({ overrides: [{ domain: NAME, target: one!.ip, action: 'release' }] });
    expect(back.domains).toMatchObject([{ domain: NAME, added: [one!.ip] }]);
    const { entries } = await get<TimelineDto>(master, `/api/v1/domains/${NAME}/timeline`);
    expect(entries.find(({ kind }) => kind === 'override')).toMatchObject({
      what: `ann set maintenance: ${one!.ip}`,
      why: expect.stringContaining('new disk') as string,
    });
  },
);

test('states and latencies outlive a restart and a crash', { timeout: 120_000 }, async () => {
  const { master } = await two();
  const history = async () => get<DomainHistoryDto>(master, `/api/v1/domains/${NAME}/history?hours=1`);
  await until(async () => expect((await history()).series).toHaveLength(2), { within: 30 });
  const before = await row(master);
  // What was asked for stands in the file since.
  await master.stop('SIGKILL');
  await world.find('agent a1').stop({ signal: 'SIGKILL' });
  await master.restart();
  const after = await row(master);
  expect(after?.spans.slice(0, before?.spans.length)).toEqual(before?.spans);
  expect((await history()).series.map(({ target }) => target)).toHaveLength(2);
});

test('where viewers need a token, none of it is told without', { timeout: 60_000 }, async () => {
  const master = await world.master({
    domains: { [NAME]: domain([{ ip: '192.0.2.77', port: 443 }]) },
    api: { viewer_token: 'a-viewers-token' },
  });
  const paths = ['overview', 'overview/domains', `domains/${NAME}/timeline`, `domains/${NAME}/history`, 'events/stream?page=1'];
  for (const path of paths) expect((await fetch(at(master, `/api/v1/${path}`))).status, path).toBe(401);
  const seen = await fetch(at(master, '/api/v1/overview'), { headers: { authorization: 'Bearer a-viewers-token' } });
  expect(((await seen.json()) as OverviewDto).master).toMatchObject({ viewers_need_token: true, operators: false });
});
